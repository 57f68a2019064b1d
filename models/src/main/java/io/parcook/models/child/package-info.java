/// The command line in a process of its own, so that what it does, PyTorch, hostile files, can
/// neither hurt the service nor outlive it.
@org.jspecify.annotations.NullMarked
package io.parcook.models.child;
