/// Files that outlive a power cut: the few operations that are needed, and what each promises.
@org.jspecify.annotations.NullMarked
package io.parcook.sync.disk;
