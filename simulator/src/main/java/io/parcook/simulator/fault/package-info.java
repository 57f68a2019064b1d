/// What goes wrong between a store's devices and its service, to order: each fault is a step from
/// one sequence of events to another, and steps compose with [Fault#then].
@org.jspecify.annotations.NullMarked
package io.parcook.simulator.fault;
