package io.parcook.service.cloud;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How the line to the cloud is, for screens.
///
/// @param since when it became so; absent where there is no line, or before it was first tried
/// @param waiting events and reports that the cloud has not taken yet
public record LineState(State state, @Nullable Instant since, long waiting) {

  /// In one word.
  public enum State {
    ONLINE,
    OFFLINE,
    NONE
  }

  public static final LineState NONE = new LineState(State.NONE, null, 0);
}
