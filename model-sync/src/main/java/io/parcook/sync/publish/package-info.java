/// The road back: what happened in a store and what it learned, from its ledger to the cloud, in
/// order, within what the line may carry, and kept until the cloud has it.
@org.jspecify.annotations.NullMarked
package io.parcook.sync.publish;
