package io.parcook.bench;

import io.parcook.journey.PackagedStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/// Begins a night by hand and waits for its end.
///
/// @param result such as `NOT_BETTER`
/// @param reason one sentence
/// @param took from its process's start to its end
/// @param processor time that its process had of a processor
record NightWatch(String result, String reason, Duration took, Duration processor) {

  private static final Pattern ENDED =
      Pattern.compile("\"result\":\"([A-Z_]+)\",\"reason\":\"([^\"]*)\"");

  /// A night is ended after a quarter of an hour; this is longer.
  private static final int MOST_SECONDS = 1_200;

  /// Less of a processor than this, and others took it: a night computes all the time.
  private static final double STARVED = 0.5;

  static NightWatch over(PackagedStore store) throws InterruptedException {
    store.post("/api/v1/tuning");
    Instant begun = Instant.now();
    Duration processor = Duration.ZERO;
    String told = "";
    for (int waited = 0; waited < MOST_SECONDS; waited++) {
      told = store.get("/api/v1/tuning").body();
      if (told.contains("\"running\":false")) {
        break;
      }
      Duration until = processor(store.pid());
      processor = until.compareTo(processor) > 0 ? until : processor;
      Thread.sleep(1_000);
    }
    var ended = ENDED.matcher(told);
    Duration took = Duration.between(begun, Instant.now());
    return ended.find()
        ? new NightWatch(ended.group(1), ended.group(2), took, processor)
        : new NightWatch("UNKNOWN", told, took, processor);
  }

  private static Duration processor(long service) {
    return ProcessHandle.of(service).stream()
        .flatMap(ProcessHandle::descendants)
        .map(night -> night.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  boolean isJudged() {
    return result.equals("NOT_BETTER") || result.equals("CANDIDATE");
  }

  boolean isStarved() {
    return processor.toNanos() < STARVED * took.toNanos();
  }

  @Override
  public String toString() {
    String time =
        String.format(
            Locale.ROOT,
            "%s after %.0f s, %.0f s of them on a processor",
            result,
            took.toMillis() / 1e3,
            processor.toMillis() / 1e3);
    return (isStarved()
            ? time
                + ": IT STARVED beside other load, at the lowest priority; measure where nothing"
                + " else runs"
            : time)
        + ". "
        + reason;
  }
}
