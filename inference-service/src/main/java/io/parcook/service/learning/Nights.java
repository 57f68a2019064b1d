package io.parcook.service.learning;

import io.parcook.models.child.ChildJvm;
import io.parcook.models.drift.TuneReason;
import io.parcook.models.night.NightChild;
import io.parcook.models.night.NightLimits;
import io.parcook.models.night.NightOutcome;
import io.parcook.models.night.NightProgress;
import io.parcook.service.learning.NightRecord.Result;
import io.parcook.service.learning.NightRecord.Trigger;
import io.parcook.sync.catalog.DamagedContentException;
import io.parcook.sync.catalog.VersionState.Live;
import io.parcook.sync.catalog.VersionState.Shadow;
import io.parcook.sync.rollout.RushHours;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The nights in which this store learns: begun by the clock, by drift or by hand, one at a time,
/// each in a process of its own: a child of the service, or a Job of the cluster's, which asks here
/// for its night. However one ends, it is recorded, and what serves goes on.
public final class Nights implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Nights.class);

  /// Drift begins no night sooner than this after another, and the clock none sooner than this
  /// after one that drift began: a store learns once a night.
  private static final Duration REST = Duration.ofHours(12);

  private static final String NO_MODEL = "No model serves that could be tuned.";

  /// How nights run.
  ///
  /// @param byJobs whether Jobs run them, and not this service
  /// @param command of the process; empty where the command line's jar is not here
  /// @param arguments of `parcook tune` that name the store and its ledger
  public record Setup(
      boolean byJobs,
      Optional<ChildJvm> command,
      NightLimits limits,
      List<String> arguments,
      Path folder) {}

  /// What came of asking for a night.
  public sealed interface Begun {

    /// It runs.
    record Started(NightRecord night) implements Begun {}

    /// A Job is to run it.
    record Waits(NightRecord night) implements Begun {}

    /// Another runs.
    record RunsAlready(NightRecord night) implements Begun {}

    /// None can run.
    record Cannot(String reason) implements Begun {}
  }

  /// A night that runs.
  private record Running(NightRecord night, NightChild child, Thread thread) {}

  private final ModelLife life;
  private final Setup setup;
  private final NightSchedule schedule;
  private final InstantSource clock;
  private final NightBook book;
  private final NightEnding ending;
  private final JobNights jobs;
  private final boolean byItself;
  private @Nullable Running running;
  private @Nullable TuneReason drift;
  private volatile @Nullable NightProgress progress;
  private Instant next;

  /// @param byItself whether the clock and drift begin nights
  public Nights(
      ModelLife life, Setup setup, NightSchedule schedule, boolean byItself, InstantSource clock) {
    this.life = life;
    this.setup = setup;
    this.schedule = schedule;
    this.clock = clock;
    this.byItself = byItself;
    book = new NightBook(setup.folder().resolve("nights.json"), clock.instant());
    ending = new NightEnding(life, clock);
    jobs = new JobNights(book, ending, clock, setup.limits().time().multipliedBy(2));
    next = schedule.after(clock.instant());
  }

  /// Begins a night now, unless one runs.
  public synchronized Begun begin(Trigger trigger, String why) {
    Optional<NightRecord> another = jobs.running().or(this::runningChild);
    if (another.isPresent()) {
      return new Begun.RunsAlready(another.get());
    }
    Optional<String> cannot = cannot();
    Optional<Live> live = life.catalog().state().live();
    if (cannot.isPresent() || live.isEmpty()) {
      return new Begun.Cannot(cannot.orElse(NO_MODEL));
    }
    if (setup.byJobs() || setup.command().isEmpty()) {
      return new Begun.Waits(jobs.want(trigger, why));
    }
    NightRecord night = NightRecord.begun(clock.instant(), trigger, why);
    NightChild child = new NightChild(setup.command().get(), setup.limits());
    book.begin(night);
    progress = null;
    LOG.infof("A night begins: %s", why);
    Thread thread = Thread.ofVirtual().name("night").unstarted(() -> run(night, child, live.get()));
    running = new Running(night, child, thread);
    thread.start();
    return new Begun.Started(night);
  }

  /// Looks whether a night is due; called now and then.
  public synchronized void tick() {
    Instant now = clock.instant();
    jobs.giveUpOnSilence();
    if (!byItself || runs() || jobs.waiting().isPresent() || !hasWhatRunsThem()) {
      return;
    }
    boolean due = !now.isBefore(next);
    if (due) {
      next = schedule.after(now);
    }
    Optional<Shadow> tried = tried();
    if (due && tried.isPresent()) {
      LOG.infof("No night is due while %s is tried.", tried.get().version());
    } else if (due && !isRested(now) && book.last().map(Nights::isOfDrift).orElse(false)) {
      LOG.info("No night is due: drift has begun one a few hours ago.");
    } else if (due) {
      String why = drift == null ? "It is time." : "It is time. " + drift.message();
      drift = null;
      begin(Trigger.SCHEDULE, why);
    } else if (drift != null && tried.isEmpty() && isRested(now) && isQuiet(now)) {
      String why = drift.message();
      drift = null;
      begin(Trigger.DRIFT, why);
    }
  }

  /// Hears of a reason to tune before the next night is due.
  public synchronized void drifted(TuneReason reason) {
    LOG.infof("A reason to learn: %s", reason.message());
    drift = reason;
  }

  /// The last nights, the newest first; the first may run.
  public List<NightRecord> nights() {
    return book.all();
  }

  /// How far the night is that runs; empty where none does, or has not said anything yet.
  public synchronized Optional<NightProgress> progress() {
    return running == null ? Optional.empty() : Optional.ofNullable(progress);
  }

  /// The night that waits for a Job; empty where none does.
  public Optional<NightRecord> waiting() {
    return jobs.waiting();
  }

  /// Gives a Job the night that waits, if one does.
  public synchronized Optional<JobNights.Taken> take() {
    return life.catalog().state().live().flatMap(jobs::take);
  }

  /// Takes what came of a Job's night. A report that is sent again is answered as the first was.
  ///
  /// @return empty where no night has that name
  public synchronized Optional<NightRecord> report(String job, NightReport report) {
    return jobs.report(job, report);
  }

  public boolean byJobs() {
    return setup.byJobs();
  }

  /// Why none can run; empty where one can.
  public Optional<String> cannot() {
    if (!hasWhatRunsThem()) {
      return Optional.of("The command line's jar is not here; name it with parcook.tuning.jar.");
    }
    return life.catalog().state().live().isEmpty() ? Optional.of(NO_MODEL) : Optional.empty();
  }

  /// When the next one begins by itself; empty if none does.
  public synchronized Optional<Instant> next() {
    return byItself && hasWhatRunsThem() ? Optional.of(next) : Optional.empty();
  }

  public synchronized boolean runs() {
    return running != null || jobs.running().isPresent();
  }

  private Optional<NightRecord> runningChild() {
    return Optional.ofNullable(running).map(Running::night);
  }

  private boolean hasWhatRunsThem() {
    return setup.byJobs() || setup.command().isPresent();
  }

  private Optional<Shadow> tried() {
    return life.catalog().state().candidates().stream()
        .filter(Shadow.class::isInstance)
        .map(Shadow.class::cast)
        .findFirst();
  }

  private static boolean isOfDrift(NightRecord night) {
    return night.trigger() == Trigger.DRIFT;
  }

  private boolean isRested(Instant now) {
    return book.last().map(last -> last.began().plus(REST).isBefore(now)).orElse(true);
  }

  private boolean isQuiet(Instant now) {
    RushHours rush = schedule.rush();
    return !rush.contains(now);
  }

  private void run(NightRecord night, NightChild child, Live live) {
    NightRecord ended;
    try {
      ended = ending.of(night, live, outcome(child, live));
    } catch (IOException | RuntimeException broken) {
      LOG.warn("A night broke", broken);
      ended = night.ended(clock.instant(), Result.FAILED, reason(broken), Map.of());
    }
    LOG.infof("The night ended, %s: %s", ended.result(), ended.reason());
    synchronized (this) {
      book.end(ended);
      running = null;
    }
  }

  private static String reason(Exception broken) {
    return broken instanceof IOException
        ? "The night's files could not be written or read: " + broken.getMessage()
        : "The night broke: " + broken;
  }

  private NightOutcome outcome(NightChild child, Live live) throws IOException {
    NightFiles files = new NightFiles(setup.folder().resolve("night"));
    List<String> arguments = new ArrayList<>(setup.arguments());
    try {
      arguments.addAll(files.layOut(life.catalog(), live));
    } catch (DamagedContentException damaged) {
      throw new IOException(damaged.getMessage(), damaged);
    }
    arguments.addAll(List.of("--now", clock.instant().toString()));
    arguments.addAll(List.of("--checkpoint", files.checkpoint().toString()));
    return child.run(arguments, files.adapter(), heard -> progress = heard);
  }

  /// Waits until the night that runs has ended, and is in the book.
  ///
  /// @return false if it still runs after that long
  boolean await(Duration most) throws InterruptedException {
    Thread thread;
    synchronized (this) {
      if (running == null) {
        return true;
      }
      thread = running.thread();
    }
    return thread.join(most);
  }

  /// Ends the night that runs, and waits until its process is gone.
  @Override
  public void close() {
    synchronized (this) {
      if (running == null) {
        return;
      }
      running.child().cancel();
    }
    try {
      boolean _ = await(Duration.ofSeconds(5));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
