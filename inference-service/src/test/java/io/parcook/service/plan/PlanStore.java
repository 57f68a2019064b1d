package io.parcook.service.plan;

import io.parcook.models.forecast.Forecast;
import io.parcook.models.forecast.ForecastSource;
import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.event.EventWriter;
import io.parcook.pipeline.event.Sale;
import io.parcook.pipeline.event.SaleLine;
import io.parcook.pipeline.event.StoreEvent;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.HistoryLimits;
import io.parcook.pipeline.history.StoreCalendar;
import io.parcook.pipeline.intake.Intake;
import io.parcook.pipeline.intake.IntakeLimits;
import io.parcook.pipeline.ledger.Ledger;
import io.parcook.pipeline.ledger.LedgerOptions;
import io.parcook.service.forecast.Made;
import io.parcook.service.settings.StoreClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A store with a real ledger and a plan, in a folder, on a clock that a test moves.
final class PlanStore implements AutoCloseable {

  static final String MENU =
      """
      {"dayparts": {"day": "00:00"},
       "equipment": {"fryer": {"capacity": 4}},
       "items": {
         "fries": {"station": "fry", "batch": {"minimum": 4, "multiple": 4, "maximum": 12},
                   "leadMinutes": 3, "holdMinutes": 20, "wasteCost": 1, "missingCost": 3,
                   "equipment": {"name": "fryer"}, "par": {"day": 8}},
         "noodles": {"station": "wok", "batch": {"minimum": 2, "multiple": 1, "maximum": 10},
                     "leadMinutes": 5, "holdMinutes": 30, "wasteCost": 1, "missingCost": 3,
                     "par": {"day": %d}}},
       "orders": {"bowl": {"noodles": 2}}}
      """;

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  final LivePlan plan;
  final Path menu;
  private final Ledger ledger;
  private final Intake intake;
  private final BlockingQueue<PlanState> states = new LinkedBlockingQueue<>();
  private volatile Instant now = NOON;
  private int sales;

  PlanStore(Path folder) {
    menu = folder.resolve("menu.json");
    StoreClock clock = new StoreClock(() -> now, NOON, 1);
    ledger = Ledger.open(folder.resolve("ledger.db"), LedgerOptions.DEFAULT, clock);
    intake =
        new Intake(
            new IntakeLimits(65_536, 1_000, 500, Duration.ofMinutes(10), Duration.ofDays(60)),
            clock);
    DemandHistory history =
        new DemandHistory(
            new StoreCalendar(ZoneOffset.UTC, Duration.ofMinutes(15)), HistoryLimits.DEFAULT);
    plan =
        new LivePlan(
            ledger,
            intake,
            history,
            new MenuFile(menu, clock),
            clock,
            folder.resolve("shown.json"),
            new LivePlan.Rhythm(Duration.ofMillis(5), Duration.ofSeconds(5)));
    plan.onPlan(states::add);
    plan.forecast(new Made(1, NOON, nothing(), List.of()));
  }

  static void writeMenu(Path file, String text) throws IOException {
    Path part = file.resolveSibling("menu.part");
    Files.writeString(part, text);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /// A store that has sold nothing yet.
  private static Forecast nothing() {
    return new Forecast(
        new ForecastSource.UsualLevel("a test has no model"),
        NOON,
        NOON,
        Duration.ofMinutes(15),
        24,
        List.of(),
        List.of(0.1, 0.5, 0.9),
        new float[0],
        new float[0]);
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  Instant now() {
    return now;
  }

  void sell(String item, int quantity) {
    var line = new SaleLine(item, quantity, false, null);
    append(new Sale(new EventId("/till/" + now, "s" + sales++), now, List.of(line)));
  }

  void append(StoreEvent event) {
    ledger.append(List.of(intake.read(new EventWriter().write(event))), List.of()).join();
  }

  Stepped step(String batch, StepAsk ask) {
    return plan.step(batch, ask, null, null, null).toCompletableFuture().join();
  }

  /// The first state from now on, or the one there is, of which something is true.
  PlanState await(Predicate<PlanState> holds) throws InterruptedException {
    PlanState last = plan.last().orElse(null);
    while (last == null || !holds.test(last)) {
      last = states.poll(30, TimeUnit.SECONDS);
      if (last == null) {
        throw new AssertionError("In 30 s no such state; the last one is " + plan.last());
      }
    }
    return last;
  }

  static PlanState.Item item(PlanState state, String name) {
    return state.items().stream().filter(one -> one.item().equals(name)).findFirst().orElseThrow();
  }

  static List<PlanState.Batch> batches(PlanState state, String item) {
    return state.batches().stream().filter(one -> one.item().equals(item)).toList();
  }

  @Override
  public void close() {
    plan.close();
    ledger.close();
  }
}
