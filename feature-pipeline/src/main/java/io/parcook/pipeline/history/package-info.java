/// The recent past of one store as dense arrays, ready for features.
@org.jspecify.annotations.NullMarked
package io.parcook.pipeline.history;
