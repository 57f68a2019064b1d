/// Where model versions come from and go to: any OCI registry, or a folder in OCI image layout.
///
/// [Registry][io.parcook.sync.registry.Registry] is the one interface. Everything that is fetched
/// is content-addressed: a [Digest][io.parcook.sync.disk.Digest] says what the bytes must be,
/// and nothing that differs ever gets its name on disk. What can go wrong is a sealed
/// [RegistryFault][io.parcook.sync.registry.RegistryFault].
@org.jspecify.annotations.NullMarked
package io.parcook.sync.registry;
