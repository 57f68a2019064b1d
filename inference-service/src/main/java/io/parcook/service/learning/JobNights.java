package io.parcook.service.learning;

import io.parcook.models.night.GateReport;
import io.parcook.models.night.NightFigures;
import io.parcook.models.night.NightLine;
import io.parcook.service.learning.NightRecord.Result;
import io.parcook.service.learning.NightRecord.Trigger;
import io.parcook.sync.catalog.VersionState.Live;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Nights that a Job runs, in a pod of its own, and not the service. One waits until a Job asks for
/// it; what the Job reports then is taken as from a child. Of a Job that dies nothing is heard: the
/// next one that asks gets its night again, once; after that, or after long silence, it failed.
public final class JobNights {

  private static final Logger LOG = Logger.getLogger(JobNights.class);

  /// A night as the Job got it.
  ///
  /// @param live what serves, for the candidate to beat
  public record Taken(NightRecord night, Live live) {}

  /// A night that a Job has taken.
  ///
  /// @param deadline of the JVM's nanosecond clock
  /// @param again whether another Job may take it
  private record Away(NightRecord night, long deadline, boolean again) {}

  private final NightBook book;
  private final NightEnding ending;
  private final InstantSource clock;
  private final Duration patience;
  private @Nullable NightRecord waiting;
  private @Nullable Away away;

  /// @param book may hold a night that a Job runs since before this service began
  /// @param patience how long a Job may say nothing, in real time
  JobNights(NightBook book, NightEnding ending, InstantSource clock, Duration patience) {
    this.book = book;
    this.ending = ending;
    this.clock = clock;
    this.patience = patience;
    book.last()
        .filter(last -> last.result() == Result.RUNNING)
        .ifPresent(last -> away = new Away(last, deadline(), false));
  }

  /// Has a night wait for a Job.
  synchronized NightRecord want(Trigger trigger, String why) {
    if (waiting == null) {
      waiting = NightRecord.waiting(clock.instant(), trigger, why);
      LOG.infof("A night waits for a Job: %s", why);
    }
    return waiting;
  }

  synchronized Optional<NightRecord> waiting() {
    return Optional.ofNullable(waiting);
  }

  synchronized Optional<NightRecord> running() {
    return Optional.ofNullable(away).map(Away::night);
  }

  /// Gives the night that waits, or the one that a Job took and died under, to a Job.
  ///
  /// Jobs come one after the other: one that asks while another's night runs is its successor.
  synchronized Optional<Taken> take(Live live) {
    boolean again = away == null;
    NightRecord wanted = waiting;
    if (away != null) {
      wanted = away.again() ? away.night() : null;
      end(
          ending.ended(
              away.night(),
              away.again() ? Result.INTERRUPTED : Result.FAILED,
              "Its Job went away without a word, and another asked for a night."));
    }
    waiting = null;
    if (wanted == null) {
      return Optional.empty();
    }
    NightRecord night = wanted.takenBy(UUID.randomUUID().toString(), clock.instant());
    book.begin(night);
    away = new Away(night, deadline(), again);
    LOG.infof("A Job begins a night: %s", night.why());
    return Optional.of(new Taken(night, live));
  }

  /// Ends a night as its Job says, once; a night that has ended stays as it is.
  ///
  /// @return its record; empty where no night has that name
  synchronized Optional<NightRecord> report(String job, NightReport report) {
    if (away != null && job.equals(away.night().job())) {
      NightRecord ended = ended(away.night(), report);
      end(ended);
      return Optional.of(ended);
    }
    return book.all().stream().filter(night -> job.equals(night.job())).findFirst();
  }

  /// Ends a night of which nothing was heard for too long.
  synchronized void giveUpOnSilence() {
    if (away != null && System.nanoTime() - away.deadline() > 0) {
      end(
          ending.ended(
              away.night(),
              Result.FAILED,
              "Its Job said nothing for " + patience + "; kubectl -n parcook get jobs,pods"));
    }
  }

  private NightRecord ended(NightRecord night, NightReport report) {
    return switch (report.said()) {
      case NightLine.Better(NightFigures figures, GateReport gate) ->
          ending.found(night, report.live(), report.adapter(), figures, gate);
      case NightLine.Kept(String reason, _, Optional<GateReport> gate) ->
          ending.kept(night, reason, gate);
      case NightLine.Wrong(String reason) -> ending.ended(night, Result.FAILED, reason);
      case NightLine.Progress _ -> throw new IllegalArgumentException("a report tells of an end");
    };
  }

  private void end(NightRecord ended) {
    LOG.infof("The Job's night ended, %s: %s", ended.result(), ended.reason());
    book.end(ended);
    away = null;
  }

  private long deadline() {
    return System.nanoTime() + patience.toNanos();
  }
}
