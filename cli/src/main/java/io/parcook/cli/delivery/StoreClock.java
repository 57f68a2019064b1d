package io.parcook.cli.delivery;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// The pace of a store's own clock: an event goes out when the store's clock reaches it. The clock
/// is asked every few seconds, and reckoned on in between and while the store does not answer.
public final class StoreClock implements Pace {

  private static final long ASK_EVERY = Duration.ofSeconds(5).toNanos();

  /// Asks the store.
  @FunctionalInterface
  public interface Reading {
    StoreApi.Store ask() throws IOException, InterruptedException;
  }

  private final Reading reading;
  private final LongSupplier nanos;
  private StoreApi.Store known;
  private long asked;

  public StoreClock(Reading reading) throws IOException, InterruptedException {
    this(reading, System::nanoTime);
  }

  StoreClock(Reading reading, LongSupplier nanos) throws IOException, InterruptedException {
    this.reading = reading;
    this.nanos = nanos;
    this.known = reading.ask();
    this.asked = nanos.getAsLong();
  }

  /// A clock of the store at the other end, once it answers.
  ///
  /// @param notice told once if the store does not answer at first
  /// @throws DeliveryException if patience runs out
  public static StoreClock firstReading(StoreApi api, Patience patience, Consumer<String> notice)
      throws InterruptedException {
    long began = System.nanoTime();
    for (int retry = 0; ; retry++) {
      try {
        return new StoreClock(api::store);
      } catch (IOException e) {
        String why = "No store answers at " + api.base() + " (" + e + ")";
        if (patience.isOver(Duration.ofNanos(System.nanoTime() - began))) {
          throw new DeliveryException(
              DeliveryException.Kind.UNREACHABLE,
              why + ". Start it with ./parcook run, or name another with --to.",
              e);
        }
        if (retry == 0) {
          notice.accept(why + "; trying on.");
        }
        Thread.sleep(patience.pause(retry));
      }
    }
  }

  /// What the store last said of itself.
  public StoreApi.Store store() {
    return known;
  }

  public Instant now() {
    double elapsed = (nanos.getAsLong() - asked) * known.clockSpeed();
    return known.now().plusNanos((long) elapsed);
  }

  @Override
  public Duration wait(Instant time) throws InterruptedException {
    if (nanos.getAsLong() - asked > ASK_EVERY) {
      askAgain();
    }
    double ahead = Duration.between(now(), time).toMillis();
    return Duration.ofMillis((long) Math.ceil(ahead / known.clockSpeed()));
  }

  private void askAgain() throws InterruptedException {
    try {
      StoreApi.Store answer = reading.ask();
      known = answer;
      asked = nanos.getAsLong();
    } catch (IOException _) {
      known = new StoreApi.Store(known.store(), known.zone(), now(), known.clockSpeed());
      asked = nanos.getAsLong();
    }
  }
}
