/// Whether the store has moved away from what its model learned.
@org.jspecify.annotations.NullMarked
package io.parcook.models.drift;
