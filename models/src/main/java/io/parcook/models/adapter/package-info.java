/// What a store learned: overrides of its base model's weights, and where they come from.
@org.jspecify.annotations.NullMarked
package io.parcook.models.adapter;
