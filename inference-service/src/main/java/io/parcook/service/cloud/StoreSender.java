package io.parcook.service.cloud;

import io.parcook.pipeline.ledger.UncheckedSqlException;
import io.parcook.service.settings.StoreClock;
import io.parcook.sync.publish.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/// Sends what happened here to the cloud, on a thread of its own, again and again.
public final class StoreSender implements AutoCloseable {

  /// Names of sinks that this store ever had.
  private static final List<String> SINKS = List.of("cloud-events", "cloud-registry");

  private static final Logger LOG = Logger.getLogger(StoreSender.class);
  private static final Duration BETWEEN = Duration.ofSeconds(30);
  private static final long LEAST_MILLIS = 200;
  private static final int MOST_DOUBLINGS = 5;

  private final Outbox outbox;
  private final StoreReports reports;
  private final StoreClock clock;
  private final RandomGenerator random;
  private final AutoCloseable sinks;
  private final Thread thread;
  private volatile long waiting;
  private volatile boolean arrives = true;
  private volatile Instant since;
  private String trouble = "";

  /// @param sinks closed at the end
  public StoreSender(
      Outbox outbox,
      StoreReports reports,
      StoreClock clock,
      RandomGenerator random,
      AutoCloseable sinks) {
    this.outbox = outbox;
    this.reports = reports;
    this.clock = clock;
    this.random = random;
    this.sinks = sinks;
    since = clock.instant();
    thread = Thread.ofPlatform().name("cloud-sender").daemon().unstarted(this::run);
  }

  /// Lets the ledger prune what it kept for a cloud that is told nothing any more.
  public static void forget(Outbox none) {
    none.register(SINKS);
  }

  /// Begins.
  public void start() {
    thread.start();
  }

  /// Places in the ledger that the cloud had not taken when it was last looked.
  long waiting() {
    return waiting;
  }

  /// Whether the last delivery arrived.
  boolean arrives() {
    return arrives;
  }

  /// Since when that is so.
  Instant since() {
    return since;
  }

  private void run() {
    int failures = 0;
    try {
      outbox.register(SINKS);
      while (true) {
        failures = sent() ? 0 : failures + 1;
        long most = clock.real(BETWEEN).toMillis() << Math.min(failures, MOST_DOUBLINGS);
        long pause = Math.max(LEAST_MILLIS, most);
        Thread.sleep(pause / 2 + random.nextLong(pause / 2 + 1));
      }
    } catch (InterruptedException _) {
      // closed
    } catch (RuntimeException failure) {
      LOG.error("Nothing is sent to the cloud until the next start", failure);
      turn(false);
    }
  }

  /// Tells and sends once.
  ///
  /// @return whether everything arrived that may travel now
  private boolean sent() throws InterruptedException {
    try {
      reports.tell(clock.instant());
      waiting = outbox.waiting();
      Outbox.Sent sent = outbox.send();
      waiting = outbox.waiting();
      boolean failed = sent instanceof Outbox.Sent.Failed;
      if (sent instanceof Outbox.Sent.Failed(_, String reason) && !reason.equals(trouble)) {
        LOG.infof("%d events wait for the cloud: %s", waiting, reason);
        trouble = reason;
      }
      turn(!failed);
      return !failed;
    } catch (CompletionException | UncheckedSqlException notKept) {
      LOG.warnf("The ledger gives or takes nothing for the cloud now: %s", notKept.getMessage());
      return false;
    }
  }

  private void turn(boolean now) {
    if (now != arrives) {
      since = clock.instant();
      arrives = now;
      trouble = now ? "" : trouble;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
      sinks.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("A sink did not close well", e);
    }
  }
}
