/// What happened in the store: sales, presence, stock, cooking, context.
@org.jspecify.annotations.NullMarked
package io.parcook.pipeline.event;
