/// Whether a model that comes from whom it should may also be run here: harmless, understood, sane
/// and fast enough. It is found out where it can do no harm: the file's bytes are walked before
/// anything parses them, its graph is judged before anything runs it, and it runs in a child with a
/// memory limit before it runs in the store.
///
/// ```
/// file ─► digest ─► MessageWalk ─► Seal ─► GraphRules ─► card ─► probe ─► second engine ─► days
///          same       caps          whole    operators    known   finite     agrees         sane
/// ```
@org.jspecify.annotations.NullMarked
package io.parcook.sync.admission;
