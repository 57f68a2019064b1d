package io.parcook.cli;

import io.parcook.cli.kitchen.Contest;
import io.parcook.cli.kitchen.KitchenReport;
import io.parcook.cli.kitchen.Orders;
import io.parcook.models.adapter.Adapter;
import io.parcook.models.adapter.InvalidAdapterException;
import io.parcook.models.forecast.BaseModel;
import io.parcook.models.forecast.Forecaster;
import io.parcook.models.forecast.OnnxForecaster;
import io.parcook.models.forecast.SessionSettings;
import io.parcook.models.forecast.UnusableModelException;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.models.onnx.UnacceptableGraphException;
import io.parcook.pipeline.history.HolidayCalendar;
import io.parcook.plan.menu.BadMenuException;
import io.parcook.plan.menu.Menu;
import io.parcook.plan.menu.MenuReader;
import io.parcook.simulator.Restaurant;
import io.parcook.tuning.dataset.BadHistoryException;
import io.parcook.tuning.dataset.OrderHistory;
import io.parcook.tuning.dataset.OrderMapping;
import io.parcook.tuning.dataset.SimulatedStores;
import io.parcook.tuning.dataset.StoreHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Cooks past days by several policies and compares what they waste.
@Command(
    name = "kitchen-sim",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Cooks the last days of a store again, by par levels, by the six-week mean, by the plan, and"
          + " with the demand known, and compares what each wastes at the same stock-out rate.",
      "Without FILE, a simulated restaurant.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  parcook kitchen-sim --menu cli/menus/simulated-menu.json",
      "  parcook kitchen-sim orders.csv.gz --mapping cli/mappings/restaurant-orders.json \\",
      "      --menu cli/menus/restaurant-menu.json --tuned --svg waste.svg"
    })
final class KitchenSim implements Callable<Integer> {

  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final LocalDate FIRST_SIMULATED = LocalDate.of(2025, 1, 6);
  private static final int PAST = 42;
  private static final int NIGHTS_BEFORE = 35;
  private static final int PAST_OF_NIGHTS = 49 + NIGHTS_BEFORE;

  @Parameters(paramLabel = "FILE", arity = "0..1", description = "An order file, with --mapping.")
  private @Nullable Path file;

  @Option(names = "--mapping", paramLabel = "FILE", description = "What its columns mean.")
  private @Nullable Path mapping;

  @Option(names = "--menu", paramLabel = "FILE", required = true, description = "The menu.")
  private @Nullable Path menuFile;

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "The last days to cook (default: ${DEFAULT-VALUE}).")
  private int days = 28;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "The ONNX file to forecast with (default: the one that ships).")
  private @Nullable Path model;

  @Option(
      names = "--adapter",
      paramLabel = "FILE",
      description = "Also the model with what a store's nights tuned of it.")
  private @Nullable Path adapter;

  @Option(
      names = "--tuned",
      description =
          "Also the model as the store's own nights would have tuned it, from five weeks before"
              + " those days on: what passes its gate is tried, and serves once it is better.")
  private boolean tuned;

  @Option(
      names = "--every",
      paramLabel = "N",
      description = "Days between two nights (default: ${DEFAULT-VALUE}).")
  private int every = 7;

  @Option(
      names = "--seed",
      description = "Of the simulated restaurant (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(names = "--svg", paramLabel = "FILE", description = "Also draw it there.")
  private @Nullable Path svg;

  @Spec private @Nullable CommandSpec spec;

  /// The days before the judged ones are the past that every policy learns from.
  private record Past(StoreHistory store, Orders orders, ZoneId zone) {}

  @Override
  public Integer call() {
    if (days < 1 || every < 1 || (file != null && mapping == null)) {
      throw new ParameterException(
          commandLine(),
          "--days and --every are 1 or more, and an order FILE needs its --mapping.");
    }
    if (tuned && adapter != null) {
      throw new ParameterException(
          commandLine(), "--tuned makes the adapters itself; leave --adapter out.");
    }
    try {
      Menu menu = new MenuReader().read(Objects.requireNonNull(menuFile, "picocli asks for it"));
      KitchenReport report = compare(menu);
      PrintWriter out = commandLine().getOut();
      out.print(report.text());
      out.flush();
      if (svg != null) {
        Files.writeString(svg, report.svg());
      }
      return Exit.OK;
    } catch (BadMenuException
        | BadHistoryException
        | InvalidAdapterException
        | UnacceptableGraphException
        | UnusableModelException
        | IOException e) {
      commandLine().getErr().println(e.getMessage());
      return Exit.INPUT;
    }
  }

  private KitchenReport compare(Menu menu) throws IOException {
    Past past = past(menu);
    LocalDate first = past.store().last().minusDays(days - 1L);
    OnnxGraph base =
        model == null
            ? BaseModel.read()
                .orElseThrow(() -> new IOException("No model ships here; name one with --model."))
            : OnnxGraph.read(model, OnnxGraph.MOST_BYTES);
    Map<String, Forecaster> models = new LinkedHashMap<>();
    try {
      models.put("base model", OnnxForecaster.open(base, SessionSettings.DEFAULT));
      if (adapter != null) {
        OnnxGraph tuned = Adapter.read(adapter).applyTo(base);
        models.put("tuned model", OnnxForecaster.open(tuned, SessionSettings.DEFAULT));
      }
      Contest contest = new Contest(menu, past.orders(), past.zone(), first, days, review(menu));
      if (!tuned) {
        return contest.run(models, past.store().history());
      }
      TunedForecaster nightly = Nights.of(base, past(menu).store(), every);
      models.put("tuned model", nightly);
      comeTo(first, nightly, past.store());
      KitchenReport report = contest.run(models, past.store().history());
      commandLine().getErr().println(nightly);
      return report;
    } finally {
      models.values().forEach(Forecaster::close);
    }
  }

  /// Lives through the days before the judged ones, so that there is something tuned on the first.
  private static void comeTo(LocalDate first, Forecaster nightly, StoreHistory store) {
    for (int back = NIGHTS_BEFORE; back > 0; back--) {
      Instant midnight = store.calendar().start(first.minusDays(back).toEpochDay(), 0);
      var _ = nightly.forecast(store.history(), store.history().items(), midnight, midnight, 1);
    }
  }

  private Past past(Menu menu) throws IOException {
    if (file != null && mapping != null) {
      OrderMapping columns = OrderMapping.read(mapping);
      StoreHistory store =
          OrderHistory.read(file, columns, QUARTER, HolidayCalendar.none(), _ -> {});
      return new Past(store, Orders.read(file, columns, menu), columns.zone());
    }
    Restaurant restaurant = Restaurant.usual("demo", ZoneOffset.UTC, seed);
    int before = tuned ? PAST_OF_NIGHTS : PAST;
    StoreHistory store = SimulatedStores.run(restaurant, QUARTER, FIRST_SIMULATED, before + days);
    Instant from = store.first().atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant until = store.last().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return new Past(store, Orders.simulate(restaurant, from, until, menu), ZoneOffset.UTC);
  }

  /// How often the kitchen decides: each quarter of an hour, and more often where something is held
  /// for less than that and would be gone between two decisions.
  private static Duration review(Menu menu) {
    boolean brief =
        menu.items().values().stream().anyMatch(item -> item.hold().compareTo(QUARTER) < 0);
    return brief ? Duration.ofMinutes(5) : QUARTER;
  }

  private CommandLine commandLine() {
    return Objects.requireNonNull(spec, "picocli injects it").commandLine();
  }
}
