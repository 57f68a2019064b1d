/// What keeps a wrong, old, half or hostile model away from a store.
///
/// Models are signed as cosign signs with a key; a timestamp document, signed too, says which of
/// them are current. [Verifier][io.parcook.sync.trust.Verifier] follows the client workflow of The
/// Update Framework (TUF 1.0.34, section 5); each attack of its section 1.5.2 ends in a
/// [Refusal][io.parcook.sync.trust.Refusal] of its own.
@org.jspecify.annotations.NullMarked
package io.parcook.sync.trust;
