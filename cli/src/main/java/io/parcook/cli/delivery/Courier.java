package io.parcook.cli.delivery;

import io.parcook.pipeline.event.StoreEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;

/// Takes events to a destination at a pace.
public final class Courier {

  /// No event waits longer than this for others to travel with.
  private static final Duration LINGER = Duration.ofMillis(50);

  /// Longest sleep before the pace is asked again, for clocks that may change.
  private static final Duration NAP = Duration.ofSeconds(1);

  /// Told, before each event is sent, its time and how many are acknowledged so far.
  @FunctionalInterface
  public interface Progress {
    void at(Instant event, long acknowledged);
  }

  private final Destination destination;
  private final Pace pace;
  private final Progress progress;

  public Courier(Destination destination, Pace pace, Progress progress) {
    this.destination = destination;
    this.pace = pace;
    this.progress = progress;
  }

  /// Sends all events; they need not be acknowledged yet when it returns.
  public void carry(Iterator<? extends StoreEvent> events) throws InterruptedException {
    long flushed = System.nanoTime();
    while (events.hasNext()) {
      StoreEvent event = events.next();
      Duration wait = pace.wait(event.time());
      while (wait.isPositive()) {
        if (wait.compareTo(LINGER) > 0 || System.nanoTime() - flushed > LINGER.toNanos()) {
          destination.flush();
          flushed = System.nanoTime();
        }
        progress.at(event.time(), destination.tally().acknowledged());
        Thread.sleep(wait.compareTo(NAP) > 0 ? NAP : wait);
        wait = pace.wait(event.time());
      }
      destination.send(event);
      progress.at(event.time(), destination.tally().acknowledged());
    }
  }
}
