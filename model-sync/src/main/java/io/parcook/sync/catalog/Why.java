package io.parcook.sync.catalog;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// The grounds of a decision, as they are kept.
///
/// @param by who decided
/// @param reason one sentence; past [#MOST_REASON] characters it is cut
/// @param figures what was measured, by name, such as `wql.live`; at most [#MOST_FIGURES]
public record Why(Actor by, String reason, Map<String, Double> figures) {

  public static final int MOST_REASON = 500;
  public static final int MOST_FIGURES = 32;
  private static final int MOST_NAME = 64;

  public Why {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a decision has a reason");
    }
    if (figures.size() > MOST_FIGURES
        || figures.keySet().stream().anyMatch(name -> name.length() > MOST_NAME)) {
      throw new IllegalArgumentException(
          "at most %d figures with names of at most %d characters; got %s"
              .formatted(MOST_FIGURES, MOST_NAME, figures.keySet()));
    }
    reason = reason.length() <= MOST_REASON ? reason : reason.substring(0, MOST_REASON - 1) + "…";
    figures = Collections.unmodifiableMap(new TreeMap<>(figures));
  }

  public Why(Actor by, String reason) {
    this(by, reason, Map.of());
  }
}
