package io.parcook.pipeline.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A manager told the cook plan what it cannot know, or took it back.
///
/// @param adjustment its name; a later event of the same name replaces what an earlier one said
public record Adjusted(EventId id, Instant time, String adjustment, Terms terms)
    implements StoreEvent {

  /// What was said.
  public sealed interface Terms {}

  /// Busier or calmer than forecast, for a time.
  ///
  /// @param factor on the demand, 0.25 to 4
  /// @param station the station it is for; null for all
  /// @param item the item it is for; null for all
  public record Slider(
      double factor, @Nullable String station, @Nullable String item, Instant from, Instant until)
      implements Terms {}

  /// So many portions are kept ready, whatever the forecast says, for a time.
  ///
  /// @param portions 0 or more
  public record Par(String item, int portions, Instant from, Instant until) implements Terms {}

  /// It holds no longer.
  public record Ended() implements Terms {}
}
