package io.parcook.pipeline.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A sensor counted people.
///
/// @param zone the place the sensor watches, such as `door` or `drive`
/// @param entered people who came in since the sensor's last event
/// @param left people who went out since the sensor's last event
/// @param occupancy people inside, where the sensor knows
public record Presence(
    EventId id, Instant time, String zone, int entered, int left, @Nullable Integer occupancy)
    implements StoreEvent {}
