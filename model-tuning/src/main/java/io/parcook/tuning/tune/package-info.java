/// A store's night: from its own past to an adapter that is better for it, or none.
@org.jspecify.annotations.NullMarked
package io.parcook.tuning.tune;
