/// When a version may go live on this store, and when it has to go again: the ring, the rush, the
/// release, the losses. All but [io.parcook.sync.rollout.Switchover] are pure.
@org.jspecify.annotations.NullMarked
package io.parcook.sync.rollout;
