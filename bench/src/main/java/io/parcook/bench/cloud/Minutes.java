package io.parcook.bench.cloud;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.LongStream;

/// What a registry was asked and what went through its door, minute by minute.
public final class Minutes {

  private final Instant start;
  private final AtomicLongArray requests;
  private final AtomicLongArray bytes;

  public Minutes(Instant start, Duration length) {
    this.start = start;
    int count = Math.toIntExact(length.toMinutes());
    requests = new AtomicLongArray(count);
    bytes = new AtomicLongArray(count);
  }

  /// One exchange, heads included.
  void count(Instant at, long moved) {
    int minute = (int) Duration.between(start, at).toMinutes();
    if (minute < requests.length()) {
      requests.incrementAndGet(minute);
      bytes.addAndGet(minute, moved);
    }
  }

  public int length() {
    return requests.length();
  }

  public long requests(int minute) {
    return requests.get(minute);
  }

  public long bytes(int minute) {
    return bytes.get(minute);
  }

  /// The requests of every minute.
  public LongStream requests() {
    return LongStream.range(0, length()).map(minute -> requests.get((int) minute));
  }

  /// The bytes of every minute.
  public LongStream bytes() {
    return LongStream.range(0, length()).map(minute -> bytes.get((int) minute));
  }
}
