/// What a repository of models holds: models as CNCF ModelPack artifacts, adapters that refer to
/// their base, and deltas that make a new model from one that the store already has.
@org.jspecify.annotations.NullMarked
package io.parcook.sync.registry.artifact;
