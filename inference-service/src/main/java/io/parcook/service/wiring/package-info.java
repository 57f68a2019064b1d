/// Puts the parts together, and tells how they do: health and metrics.
@org.jspecify.annotations.NullMarked
package io.parcook.service.wiring;
