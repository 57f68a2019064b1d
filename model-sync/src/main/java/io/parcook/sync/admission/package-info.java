/// Whether a model that comes from whom it should may also be run here: harmless, understood, sane
/// and fast enough.
@org.jspecify.annotations.NullMarked
package io.parcook.sync.admission;
