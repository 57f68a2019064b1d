/// The versions of models on this store's disk, and the life of each.
///
/// ```
/// sha256/<hex>   a base model or an adapter, named by its content
/// journal        one checksummed line a decision; the truth
/// live           what serves and what it needs, a copy of the journal's last word on them
/// lock           keeps a second process out
/// ```
///
/// A version is [io.parcook.sync.catalog.Catalog#add added], steps through the states of
/// [io.parcook.sync.catalog.VersionState], serves, is retired by the next, or is refused. Every
/// step is a [io.parcook.sync.catalog.Decision] with its grounds, and on disk before anybody can
/// see it. A file is compared with its digest at every start and each time it is loaded.
@org.jspecify.annotations.NullMarked
package io.parcook.sync.catalog;
