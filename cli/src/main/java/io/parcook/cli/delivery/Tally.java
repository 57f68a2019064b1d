package io.parcook.cli.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What became of the events sent so far. Safe for use by many threads.
public final class Tally {

  private static final int EXAMPLES = 5;

  private long stored;
  private long repeated;
  private long quarantined;
  private long retries;
  private final Map<String, Long> reasons = new TreeMap<>();
  private final List<String> examples = new ArrayList<>();

  public synchronized void store(long events) {
    stored += events;
  }

  public synchronized void repeat(long events) {
    repeated += events;
  }

  /// @param reason the quarantine's label
  /// @param example which event, and what was wrong with it; the first few are kept
  public synchronized void quarantine(String reason, String example) {
    quarantined++;
    reasons.merge(reason, 1L, Long::sum);
    if (examples.size() < EXAMPLES) {
      examples.add(example);
    }
  }

  public synchronized void retry() {
    retries++;
  }

  public synchronized long stored() {
    return stored;
  }

  public synchronized long repeated() {
    return repeated;
  }

  public synchronized long quarantined() {
    return quarantined;
  }

  /// Deliveries that had to be tried again.
  public synchronized long retries() {
    return retries;
  }

  public synchronized long acknowledged() {
    return stored + repeated + quarantined;
  }

  /// For the end of a run: one line of counts, then one a quarantine reason, then examples.
  public synchronized String summary() {
    var text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "acknowledged %,d: stored %,d, repeated %,d, quarantined %,d",
            acknowledged(),
            stored,
            repeated,
            quarantined));
    if (retries > 0) {
      text.append(String.format(Locale.ROOT, " (%,d deliveries tried again)", retries));
    }
    reasons.forEach(
        (reason, n) -> text.append(String.format(Locale.ROOT, "%n  %s: %,d", reason, n)));
    examples.forEach(example -> text.append(System.lineSeparator()).append("    ").append(example));
    return text.toString();
  }
}
