package io.parcook.service.forecast;

import java.util.concurrent.atomic.AtomicLong;

/// How making forecasts goes. Counts are since the start.
public final class ForecastStats {

  private final AtomicLong made = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong nanos = new AtomicLong();

  void add(long took) {
    made.incrementAndGet();
    nanos.addAndGet(took);
  }

  void addFailure() {
    failed.incrementAndGet();
  }

  public long made() {
    return made.get();
  }

  public long failed() {
    return failed.get();
  }

  /// Time spent on those made, features included.
  public long nanos() {
    return nanos.get();
  }
}
