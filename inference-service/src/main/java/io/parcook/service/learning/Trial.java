package io.parcook.service.learning;

import io.parcook.models.drift.FeatureDrift;
import io.parcook.models.drift.LossDrift;
import io.parcook.models.drift.TuneReason;
import io.parcook.models.evaluate.BusiestItems;
import io.parcook.models.forecast.Forecast;
import io.parcook.models.forecast.Forecaster;
import io.parcook.models.forecast.SlotMeanForecaster;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.service.forecast.Made;
import io.parcook.service.forecast.ServedModel;
import io.parcook.sync.catalog.Actor;
import io.parcook.sync.catalog.CatalogState;
import io.parcook.sync.catalog.NotRecordedException;
import io.parcook.sync.catalog.VersionState;
import io.parcook.sync.catalog.VersionState.Live;
import io.parcook.sync.catalog.VersionState.Shadow;
import io.parcook.sync.catalog.Why;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// Forecasts unseen beside what serves: once an interval, at its first forecast, every candidate,
/// the live version, what it is watched beside and the usual level say what the next hour will
/// sell, and are scored once it has. Then [Judge] decides.
///
/// All on one thread of its own with sessions of its own, so that it never holds up a forecast; a
/// moment that comes while the last one is still in work is left out. At most [#MOST_ITEMS] items,
/// the busiest.
public final class Trial implements AutoCloseable {

  static final int MOST_ITEMS = 100;

  private static final Logger LOG = Logger.getLogger(Trial.class);
  private static final Duration AHEAD = Duration.ofHours(1);
  private static final int DRIFT_ITEMS = 20;
  private static final String USUAL = "It is what a model is compared with.";

  private final ModelLife life;
  private final DemandHistory history;
  private final Contests contests;
  private final Judge judge;
  private final Consumer<TuneReason> drifted;
  private final ThreadPoolExecutor thread;
  private final Map<Integer, ServedModel.Open> opened = new HashMap<>();
  private final Deque<Moment> moments = new ArrayDeque<>();
  private final AtomicLong made = new AtomicLong();
  private final AtomicLong nanos = new AtomicLong();
  private Instant newest = Instant.MIN;
  private long today = Long.MIN_VALUE;
  private List<String> items = List.of();
  private volatile double lossDrift = Double.NaN;
  private volatile double featureDrift = Double.NaN;

  /// @param drifted hears, at most once a day, of a reason to tune
  public Trial(
      ModelLife life,
      DemandHistory history,
      Contests contests,
      Judge judge,
      Consumer<TuneReason> drifted) {
    this.life = life;
    this.history = history;
    this.contests = contests;
    this.judge = judge;
    this.drifted = drifted;
    thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(1),
            Thread.ofPlatform().name("trial").daemon().factory(),
            new ThreadPoolExecutor.DiscardPolicy());
  }

  /// Hears of each forecast that was made; quick.
  public void onMade(Made forecast) {
    Instant from = forecast.forecast().from();
    if (from.isAfter(newest)) {
      newest = from;
      thread.execute(() -> moment(forecast.madeAt(), from));
    }
  }

  /// Moments that were forecast by everybody since the start.
  public long made() {
    return made.get();
  }

  /// Time spent on them.
  public long nanos() {
    return nanos.get();
  }

  /// How the contests stand, as of the last interval that was scored.
  public List<Standing> standings() {
    return contests.standings();
  }

  /// The statistic of [LossDrift] at the last midnight; NaN before.
  public double lossDrift() {
    return lossDrift;
  }

  /// The largest index of [FeatureDrift] at the last midnight; NaN before.
  public double featureDrift() {
    return featureDrift;
  }

  /// One moment, from the scores of earlier ones to the forecasts of this one.
  void moment(Instant origin, Instant from) {
    long begun = System.nanoTime();
    try {
      boolean scored = score(origin);
      if (scored) {
        contests.save();
        judge.judge(history.calendar(), origin);
      }
      Map<Integer, VersionState> takePart = takePart(life.catalog().state());
      open(takePart);
      turnTo(history.calendar().day(origin), origin);
      forecast(origin, from);
      made.incrementAndGet();
    } catch (NotRecordedException notOnDisk) {
      LOG.error(notOnDisk.getMessage());
    } catch (RuntimeException failure) {
      LOG.errorf(failure, "A moment of the trial failed; what serves is untouched");
    } finally {
      nanos.addAndGet(System.nanoTime() - begun);
    }
  }

  private boolean score(Instant now) {
    boolean scored = false;
    while (!moments.isEmpty() && !moments.getFirst().known().isAfter(now)) {
      Moment moment = moments.removeFirst();
      for (Contest.Pair pair : pairs(life.catalog().state())) {
        moment.score(contests.in(pair), history);
        scored = true;
      }
    }
    return scored;
  }

  private static Map<Integer, VersionState> takePart(CatalogState state) {
    Map<Integer, VersionState> all = new HashMap<>();
    state
        .live()
        .ifPresent(
            live -> {
              all.put(live.version().number(), live);
              Judge.watchedBeside(live.version().artifact(), state)
                  .ifPresent(other -> all.put(other.version().number(), other));
            });
    shadows(state).forEach(shadow -> all.put(shadow.version().number(), shadow));
    return all;
  }

  private static List<Shadow> shadows(CatalogState state) {
    return state.candidates().stream()
        .filter(Shadow.class::isInstance)
        .map(Shadow.class::cast)
        .toList();
  }

  /// Who is beside whom: candidates beside the live version, it beside what it is watched beside
  /// and beside the usual level.
  private static Set<Contest.Pair> pairs(CatalogState state) {
    Set<Contest.Pair> all = new HashSet<>();
    Optional<Live> live = state.live();
    if (live.isPresent()) {
      int number = live.get().version().number();
      all.add(new Contest.Pair(number, Contest.Pair.USUAL));
      Judge.watchedBeside(live.get().version().artifact(), state)
          .ifPresent(other -> all.add(new Contest.Pair(number, other.version().number())));
      shadows(state)
          .forEach(shadow -> all.add(new Contest.Pair(shadow.version().number(), number)));
    }
    return all;
  }

  /// Has open who takes part, and nobody else.
  private void open(Map<Integer, VersionState> takePart) {
    contests.keepOnly(pairs(life.catalog().state()));
    opened
        .entrySet()
        .removeIf(
            one -> {
              boolean leaves = !takePart.containsKey(one.getKey());
              if (leaves) {
                one.getValue().forecaster().close();
              }
              return leaves;
            });
    takePart.forEach(
        (number, version) -> {
          if (!opened.containsKey(number)) {
            open(number, version);
          }
        });
  }

  private void open(int number, VersionState version) {
    switch (life.open(version)) {
      case ServedModel.Open open -> opened.put(number, open);
      case ServedModel.Absent(_, String reason) -> {
        if (version instanceof Shadow shadow) {
          life.refuse(shadow, new Why(Actor.AUTOMATIC, reason));
        }
      }
    }
  }

  private void forecast(Instant origin, Instant from) {
    if (opened.isEmpty() || items.isEmpty()) {
      return;
    }
    int steps = (int) Math.max(1, AHEAD.dividedBy(history.calendar().interval()));
    Map<Integer, Forecast> forecasts = new HashMap<>();
    opened.forEach(
        (number, open) ->
            forecasts.put(number, open.forecaster().forecast(history, items, origin, from, steps)));
    List<Double> levels = opened.values().iterator().next().card().quantiles();
    try (Forecaster usual = new SlotMeanForecaster(levels, USUAL)) {
      forecasts.put(Contest.Pair.USUAL, usual.forecast(history, items, origin, from, steps));
    }
    moments.addLast(new Moment(forecasts));
  }

  /// Once a day the busiest items, and at midnight whether the store has drifted.
  private void turnTo(long day, Instant now) {
    boolean isNew = day != today;
    boolean isFirst = today == Long.MIN_VALUE;
    today = day;
    if (isNew || items.size() < Math.min(MOST_ITEMS, history.items().size())) {
      items = busiest(day, MOST_ITEMS);
    }
    if (isNew && !isFirst) {
      drift(day, now).ifPresent(drifted);
    }
  }

  private List<String> busiest(long day, int most) {
    return BusiestItems.before(
        history, LocalDate.ofEpochDay(day + 1), DemandHistory.USUAL_DAYS, most);
  }

  private Optional<TuneReason> drift(long day, Instant now) {
    Optional<Live> live = life.catalog().state().live();
    int number = live.map(found -> found.version().number()).orElse(Contest.Pair.USUAL);
    ServedModel.Open serves = opened.get(number);
    if (serves == null) {
      return Optional.empty();
    }
    FeatureDrift features =
        FeatureDrift.measure(history, busiest(day - 1, DRIFT_ITEMS), serves.card().features(), now);
    featureDrift = features.shifts().isEmpty() ? 0 : features.shifts().getFirst().index();
    Optional<LossDrift> loss =
        contests
            .of(number, Contest.Pair.USUAL)
            .map(contest -> LossDrift.measure(contest.mine(day), contest.theirs(day)));
    lossDrift = loss.map(LossDrift::statistic).orElse(0.0);
    return loss.flatMap(LossDrift::reason).or(features::reason);
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (thread.awaitTermination(5, TimeUnit.SECONDS)) {
        opened.values().forEach(open -> open.forecaster().close());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
