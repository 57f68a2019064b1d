/// From the fleet back to the base: what many stores learned of one model, made into its successor.
@org.jspecify.annotations.NullMarked
package io.parcook.models.merge;
