/// PyTorch, started the one way this product starts it.
@org.jspecify.annotations.NullMarked
package io.parcook.tuning.engine;
