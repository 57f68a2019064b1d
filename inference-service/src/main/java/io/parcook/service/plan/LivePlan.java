package io.parcook.service.plan;

import io.parcook.pipeline.event.EventWriter;
import io.parcook.pipeline.event.StoreEvent;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.intake.Intake;
import io.parcook.pipeline.ledger.Ledger;
import io.parcook.plan.cook.PlannedBatch;
import io.parcook.plan.menu.Menu;
import io.parcook.plan.menu.MenuItem;
import io.parcook.service.forecast.Made;
import io.parcook.service.plan.StepRules.Ruling;
import io.parcook.service.settings.StoreClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The store's plan, kept fresh: made again a moment after events arrive, at each new forecast, at
/// once after a step of a batch, and as time goes by. One thread makes it, and one state is shown
/// to all. Reading it never waits; while making fails, the last good one stays.
public final class LivePlan implements AutoCloseable {

  /// Most events that may wait for the thread; past it the kitchen's book is read anew.
  public static final int WAITING = 200_000;

  private static final Logger LOG = Logger.getLogger(LivePlan.class);
  private static final long TICK_MILLIS = 1_000;
  private static final long FORECAST_WAIT = TimeUnit.SECONDS.toNanos(10);

  private final Ledger ledger;
  private final Intake intake;
  private final DemandHistory history;
  private final MenuFile menu;
  private final StoreClock clock;
  private final Rhythm rhythm;
  private final ShownFile shown;
  private final EventWriter writer = new EventWriter();
  private final ScheduledThreadPoolExecutor thread;
  private final AtomicInteger waiting = new AtomicInteger();
  private final long begun = System.nanoTime();
  private volatile int heard;
  private volatile boolean known;
  private volatile @Nullable PlanState last;
  private volatile PlanStats stats = PlanStats.NONE;

  // Only the thread above uses what follows.
  private final List<Consumer<PlanState>> listeners = new ArrayList<>();
  private @Nullable Planning planning;
  private @Nullable Made forecast;
  private @Nullable Future<?> due;
  private boolean stale = true;
  private int follows;
  private Instant lastMade = Instant.MIN;
  private long nextRevision = System.currentTimeMillis();

  /// When plans are made.
  ///
  /// @param debounce real time from the first new event to the plan that counts it
  /// @param refresh oldest a plan may become, by the store's clock
  public record Rhythm(Duration debounce, Duration refresh) {}

  /// @param shown the file in which what is shown is kept over a restart
  public LivePlan(
      Ledger ledger,
      Intake intake,
      DemandHistory history,
      MenuFile menu,
      StoreClock clock,
      Path shown,
      Rhythm rhythm) {
    this.ledger = ledger;
    this.intake = intake;
    this.history = history;
    this.menu = menu;
    this.clock = clock;
    this.rhythm = rhythm;
    this.shown = new ShownFile(shown);
    thread =
        new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("plan").daemon().factory());
    thread.setRemoveOnCancelPolicy(true);
    thread.execute(this::turnToTheMenu);
    var _ =
        thread.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /// The newest state; empty only before the first.
  public Optional<PlanState> last() {
    return Optional.ofNullable(last);
  }

  /// The menu as it stands.
  public MenuFile.Now menu() {
    return menu.now();
  }

  public PlanStats stats() {
    return stats.waiting(waiting.get());
  }

  /// Tells `listener` of the newest state, if there is one, and of each new one, on the plan's
  /// thread.
  public void onPlan(Consumer<PlanState> listener) {
    thread.execute(
        () -> {
          listeners.add(listener);
          PlanState now = last;
          if (now != null) {
            listener.accept(now);
          }
        });
  }

  /// Says that there is a new forecast. Quick, and for any thread.
  public void forecast(Made made) {
    thread.execute(
        () -> {
          forecast = made;
          stale = true;
          make();
        });
  }

  /// A step of a batch. Complete once it is on disk and shown.
  ///
  /// @param at when it was done; null for now
  /// @param portions of a batch that is started; null for those planned
  /// @param from what is undone: the state that the batch was in; null for the last step
  /// @return fails with a `NotStoredException` where the disk does not take it
  public CompletionStage<Stepped> step(
      String batch,
      StepAsk ask,
      @Nullable Instant at,
      @Nullable Integer portions,
      PlanState.@Nullable BatchState from) {
    return CompletableFuture.supplyAsync(() -> rule(batch, ask, at, portions, from), thread)
        .thenCompose(
            ruling ->
                switch (ruling) {
                  case Ruling.Legal(var step) -> store(step, () -> done(batch));
                  case Ruling.Already() -> CompletableFuture.supplyAsync(() -> done(batch), thread);
                  case Ruling.Illegal(String why) ->
                      CompletableFuture.completedFuture(
                          noMenu().orElseGet(() -> new Stepped.Illegal(why)));
                  case Ruling.Unknown() ->
                      CompletableFuture.completedFuture(noMenu().orElseGet(Stepped.Unknown::new));
                });
  }

  /// Stores an event that the plan follows, and answers once it is on disk and the plan shows it.
  ///
  /// @param answer asked on the plan's thread
  /// @return fails with a `NotStoredException` where the disk does not take it, and with an
  ///     [EventRefusedException] where intake does not
  public <T> CompletableFuture<T> store(StoreEvent event, Supplier<T> answer) {
    return EventRefusedException.accepted(intake.read(writer.write(event)))
        .thenCompose(verdict -> ledger.append(List.of(verdict), List.of()))
        .thenApplyAsync(
            _ -> {
              make();
              return answer.get();
            },
            thread);
  }

  private Optional<Stepped> noMenu() {
    MenuFile.Now now = menu.now();
    String words = now.words();
    return now.menu() != null
        ? Optional.empty()
        : Optional.of(new Stepped.NoMenu(words == null ? "There is no menu." : words));
  }

  private Ruling rule(
      String batch,
      StepAsk ask,
      @Nullable Instant at,
      @Nullable Integer portions,
      PlanState.@Nullable BatchState from) {
    Planning plans = planning;
    if (plans == null) {
      return new Ruling.Unknown();
    }
    PlannedBatch planned = plans.due(batch);
    BatchLife life = plans.kitchen().batch(batch).orElse(null);
    return StepRules.of(ask, batch, planned, life, clock.instant(), at, portions, from);
  }

  private Stepped done(String batch) {
    PlanState state = last;
    Planning plans = planning;
    if (state == null || plans == null) {
      return new Stepped.Unknown();
    }
    PlanState.Batch shownBatch = state.batch(batch);
    if (shownBatch != null) {
      return new Stepped.Done(state.revision(), shownBatch);
    }
    return plans
        .kitchen()
        .batch(batch)
        .<Stepped>map(life -> new Stepped.Done(state.revision(), over(life, plans.menu())))
        .orElseGet(Stepped.Unknown::new);
  }

  /// A batch that is not shown any more.
  private static PlanState.Batch over(BatchLife life, Menu menu) {
    MenuItem item = menu.items().get(life.item());
    Instant ready = life.ready();
    return new PlanState.Batch(
        life.id(),
        life.item(),
        item == null ? "" : item.station(),
        life.portions(),
        switch (life.stage()) {
          case DUE -> PlanState.BatchState.DUE;
          case COOKING -> PlanState.BatchState.COOKING;
          case READY, DISCARDED -> PlanState.BatchState.READY;
        },
        life.started(),
        ready == null ? life.last() : ready,
        null,
        null);
  }

  /// Follows the ledger from what still matters on; what followed it before is deaf from now on.
  private void follow() {
    int mine = ++follows;
    heard = mine;
    known = false;
    waiting.set(0);
    var _ =
        ledger
            .followEvents(
                clock.instant().minus(StoreKitchen.WINDOW), events -> arrived(mine, events))
            .whenComplete(
                (_, failure) -> {
                  if (failure != null) {
                    LOG.error("The kitchen's book cannot be read from the ledger", failure);
                  }
                });
  }

  /// On the ledger's thread.
  private void arrived(int of, List<StoreEvent> events) {
    if (of != heard) {
      return;
    }
    if (waiting.addAndGet(events.size()) > WAITING && known) {
      heard = 0;
      thread.execute(this::rebuild);
      return;
    }
    thread.execute(() -> take(of, events));
  }

  private void rebuild() {
    stats = stats.rebuiltOnce();
    Planning plans = planning;
    if (plans != null) {
      plans.forget();
      follow();
    }
  }

  private void take(int of, List<StoreEvent> events) {
    Planning plans = planning;
    if (of != heard || plans == null) {
      return;
    }
    waiting.addAndGet(-events.size());
    known = true;
    Instant now = clock.instant();
    for (StoreEvent event : events) {
      plans.apply(event, now);
    }
    stale = true;
    if (due == null) {
      due =
          thread.schedule(
              () -> {
                due = null;
                make();
              },
              rhythm.debounce().toMillis(),
              TimeUnit.MILLISECONDS);
    }
  }

  private void tick() {
    if (menu.look()) {
      turnToTheMenu();
    } else if (!clock.instant().isBefore(lastMade.plus(rhythm.refresh()))) {
      stale = true;
      make();
    }
  }

  private void turnToTheMenu() {
    Menu now = menu.now().menu();
    Planning plans = planning;
    if (now != null) {
      // However many names senders make up, those of the menu have their place.
      intake.know(now.items().keySet(), List.of());
      intake.know(now.orders().keySet(), List.of());
    }
    if (now != null && plans == null) {
      planning = new Planning(history, now, shown, clock.instant());
      follow();
    } else if (now != null && plans != null && !plans.menu().equals(now)) {
      plans.turnTo(now);
    }
    stale = true;
    make();
  }

  /// Makes a plan if anything is new, and tells of it if it says anything new.
  private void make() {
    if (!stale || isTooEarly()) {
      return;
    }
    stale = false;
    long start = System.nanoTime();
    try {
      Instant now = clock.instant();
      lastMade = now;
      Planning plans = planning;
      PlanState next =
          plans == null
              ? PlanState.without(history.calendar().zone(), now, menu.now())
              : plans.make(now, forecast, menu.now());
      PlanState before = last;
      if (before == null || !next.saysTheSameAs(before)) {
        PlanState state = next.with(nextRevision++, now);
        last = state;
        listeners.forEach(listener -> listener.accept(state));
      }
      stats = stats.madeOne(System.nanoTime() - start);
    } catch (RuntimeException failure) {
      stats = stats.failedOnce();
      LOG.errorf(failure, "The plan could not be made; the last one stays");
    }
  }

  /// No plan is shown before the kitchen's book is read and, for a while, before the first
  /// forecast: it would show batches that the next one takes back.
  private boolean isTooEarly() {
    return planning != null
        && (!known || (forecast == null && System.nanoTime() - begun < FORECAST_WAIT));
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      var _ = thread.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
