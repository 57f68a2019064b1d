package io.parcook.pipeline.event;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/// What a context event says. A later fact about the same thing and time replaces the earlier one.
public sealed interface ContextFact {

  /// A promotion of one item, or of all of them.
  ///
  /// @param item the item promoted; null for the whole menu
  /// @param depth the share taken off the price, 0 to 1; 0 for a promotion without a discount
  record Promotion(@Nullable String item, Instant from, Instant until, double depth)
      implements ContextFact {}

  /// Weather measured or forecast.
  ///
  /// @param temperature degrees Celsius
  /// @param rain millimetres over the span
  record Weather(Instant from, Instant until, double temperature, double rain)
      implements ContextFact {}

  /// When the store is open on one local date; `opens` equal to `closes` means closed all day, and
  /// `closes` before `opens` means open past midnight.
  record OpeningHours(LocalDate date, LocalTime opens, LocalTime closes) implements ContextFact {}
}
