/// What the kitchen and other programs read: forecasts over REST and as a stream, the store's
/// items, counts and quarantine, and the model as the Open Inference Protocol shows it.
@org.jspecify.annotations.NullMarked
package io.parcook.service.display;
