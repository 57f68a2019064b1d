/// Puts the parts together: configuration, the store's clock, what is open, health, metrics.
@org.jspecify.annotations.NullMarked
package io.parcook.service.wiring;
