package io.parcook.service.cloud;

import io.parcook.service.settings.StoreClock;
import io.parcook.sync.fetch.Fetching;
import io.parcook.sync.fetch.Rhythm;
import io.parcook.sync.fetch.Round;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Goes the road of a model again and again on a thread of its own, in its [Rhythm], sooner when
/// somebody announces. Whatever fails there fails there.
public final class CloudLine implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(CloudLine.class);

  /// On a fast clock waits would become a busy loop.
  private static final Duration SHORTEST = Duration.ofMillis(50);

  private final Fetching fetching;
  private final Rhythm rhythm;
  private final StoreClock clock;
  private final Traffic traffic;
  private final Thread thread;
  private final AtomicLong rounds = new AtomicLong();
  private final AtomicLong failedRounds = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // guarded by the lock
  private Instant next;
  private CompletableFuture<Round> answer = new CompletableFuture<>();
  private @Nullable Round last;
  private @Nullable Instant lastAt;
  private @Nullable Instant since;
  private boolean online;
  private int failures;

  public CloudLine(Fetching fetching, Rhythm rhythm, StoreClock clock, Traffic traffic) {
    this.traffic = traffic;
    this.fetching = fetching;
    this.rhythm = rhythm;
    this.clock = clock;
    next = clock.instant().plus(rhythm.first());
    thread = Thread.ofPlatform().name("cloud").daemon().unstarted(this::run);
  }

  /// Begins.
  public void start() {
    thread.start();
  }

  /// Goes the road soon: somebody says that there is something new. Nothing that is said is
  /// believed; it only makes the store look.
  public void announced() {
    moveUp(clock.instant().plus(rhythm.announced()));
  }

  /// Goes the road now, and waits a while for what is found.
  ///
  /// @return empty if it is still on the way then
  public Optional<Round> look(Duration patience) throws InterruptedException {
    CompletableFuture<Round> coming;
    lock.lock();
    try {
      coming = answer;
    } finally {
      lock.unlock();
    }
    moveUp(clock.instant());
    try {
      return Optional.of(coming.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException _) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("A round is never told as failed", e);
    }
  }

  private void moveUp(Instant to) {
    lock.lock();
    try {
      if (to.isBefore(next)) {
        next = to;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (true) {
        await();
        after(round());
      }
    } catch (InterruptedException _) {
      // closed
    }
  }

  private void await() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (clock.instant().isBefore(next)) {
        Duration wait = clock.real(Duration.between(clock.instant(), next));
        long nanos = Math.max(wait.toNanos(), SHORTEST.toNanos());
        long _ = changed.awaitNanos(nanos);
      }
      next = Instant.MAX;
    } finally {
      lock.unlock();
    }
  }

  private Round round() throws InterruptedException {
    try {
      return fetching.round();
    } catch (RuntimeException bug) {
      LOG.error("A round to the cloud failed; what serves is untouched", bug);
      return new Round.Undecided("It failed here: " + bug + ".");
    }
  }

  private void after(Round round) {
    rounds.incrementAndGet();
    Instant now = clock.instant();
    CompletableFuture<Round> heard;
    lock.lock();
    try {
      failures = round.isToBeTriedAgain() ? failures + 1 : 0;
      failedRounds.addAndGet(round.isToBeTriedAgain() ? 1 : 0);
      if (since == null || online != round.heard()) {
        since = now;
        online = round.heard();
        LOG.infof("The cloud is %s: %s", online ? "online" : "offline", round.message());
      } else if (!round.equals(last)) {
        LOG.info(round.message());
      }
      last = round;
      lastAt = now;
      Instant regular = now.plus(rhythm.after(round, failures, now));
      next = regular.isBefore(next) ? regular : next;
      heard = answer;
      answer = new CompletableFuture<>();
    } finally {
      lock.unlock();
    }
    heard.complete(round);
  }

  /// What the last round found, if there was one.
  public Optional<Round> last() {
    lock.lock();
    try {
      return Optional.ofNullable(last);
    } finally {
      lock.unlock();
    }
  }

  /// When the last round ended, if there was one.
  public Optional<Instant> lastAt() {
    lock.lock();
    try {
      return Optional.ofNullable(lastAt);
    } finally {
      lock.unlock();
    }
  }

  /// Whether the registry answered the last round.
  boolean online() {
    lock.lock();
    try {
      return online;
    } finally {
      lock.unlock();
    }
  }

  /// Since when that is so; null before the first round.
  @Nullable Instant since() {
    lock.lock();
    try {
      return since;
    } finally {
      lock.unlock();
    }
  }

  /// What the line carried, and what it may carry yet.
  public Traffic traffic() {
    return traffic;
  }

  /// Rounds since the start.
  public long rounds() {
    return rounds.get();
  }

  /// Rounds since the start that are to be tried again.
  public long failedRounds() {
    return failedRounds.get();
  }

  @Override
  public void close() {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join(Duration.ofSeconds(10));
        break;
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
