package io.parcook.tuning.tune;

import io.parcook.models.adapter.Adapter;
import io.parcook.models.adapter.AdapterCard;
import io.parcook.models.adapter.WeightOverride;
import io.parcook.models.card.CardProperties;
import io.parcook.models.card.ModelCard;
import io.parcook.models.evaluate.PairedDays;
import io.parcook.models.forecast.OnnxForecaster;
import io.parcook.models.forecast.SessionSettings;
import io.parcook.models.night.GateReport;
import io.parcook.models.night.NightFigures;
import io.parcook.models.night.NightPart;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.tuning.dataset.StoreHistory;
import io.parcook.tuning.graph.GraphReading;
import io.parcook.tuning.graph.TunableGraph;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A store's night: past → rows → steps → gate → adapter. It always begins from the base and the
/// store's last weeks, never from what the night before made: a bad night is forgotten with the
/// days that it was learned from. The same past, plan and machine give the same adapter.
public final class Night {

  private final OnnxGraph base;
  private final ModelCard card;
  private final TuningPlan plan;
  private final Duration ahead;
  private final InstantSource clock;

  /// @param ahead how far the store's service looks within a day
  /// @param clock says when the adapter was made
  public Night(OnnxGraph base, TuningPlan plan, Duration ahead, InstantSource clock) {
    this.base = base;
    this.card = CardProperties.read(base.metadata());
    this.plan = plan;
    this.ahead = ahead.compareTo(card.horizon()) < 0 ? ahead : card.horizon();
    this.clock = clock;
  }

  /// Runs the night.
  ///
  /// @param past nobody else's: cells that no kitchen sold are taken down in it
  /// @param live what serves now beyond the base; null if the base does
  /// @throws io.parcook.models.adapter.InvalidAdapterException if `live` is not of this base
  public NightResult run(
      StoreHistory past, @Nullable Adapter live, NightWatch watch, Checkpoints checkpoints) {
    if (!card.intervals().contains(past.calendar().interval())) {
      return new NightResult.Nothing(
          "The model was made for intervals of %s, and this store counts in %s."
              .formatted(card.intervals(), past.calendar().interval()));
    }
    List<TunedWeight> weights = TunableWeights.of(base, card, plan);
    List<String> names = weights.stream().map(TunedWeight::name).toList();
    return switch (TunableGraph.read(base, names)) {
      case GraphReading.ServeOnly no -> new NightResult.Nothing(no.message());
      case GraphReading.Tunable(TunableGraph graph) -> {
        try (Learner learner = new Learner(graph, card, weights, plan)) {
          yield run(past, live, watch, checkpoints, learner, weights);
        }
      }
    };
  }

  private NightResult run(
      StoreHistory past,
      @Nullable Adapter live,
      NightWatch watch,
      Checkpoints checkpoints,
      Learner learner,
      List<TunedWeight> weights) {
    watch.reached(NightPart.ROWS);
    int takenDown = Winsorised.clean(past);
    Optional<NightDays> split = NightDays.of(past);
    if (split.isEmpty()) {
      return new NightResult.Nothing(
          "The past is too short: a night needs %d days that can be believed after %d of warm-up."
              .formatted(NightDays.FEWEST, NightDays.WARM_UP));
    }
    NightDays days = split.get();
    var random = new SplittableRandom(plan.seed());
    NightRows learn = rows(past, days.learn(), plan.rows(), random.split());
    NightRows look = rows(past, days.look(), plan.rows() / 4, random.split());
    if (learn.size() == 0 || look.size() == 0) {
      return new NightResult.Nothing("Nothing was sold on the days to learn from.");
    }

    WeekLevel.remove(learn, learner, card.quantiles());
    WeekLevel.remove(look, learner, card.quantiles());

    watch.reached(NightPart.STEPS);
    Checkpoints mine = checkpoints.of(identity(past, learn));
    Tuner.Run run = new Tuner(learner, plan, watch, mine).run(learn, look);
    if (run.end() == Tuner.End.CANCELLED) {
      return new NightResult.Cancelled();
    }
    if (!(run.after() < run.before())) {
      mine.forget();
      return new NightResult.Nothing(
          "%d steps made the newest days' forecast no better.".formatted(run.steps()));
    }

    watch.reached(NightPart.GATE);
    Adapter candidate = adapter(past, weights, Map.of());
    OnnxGraph patched = candidate.applyTo(base);
    Batch probe = Batch.sample(look.weeks().getLast(), plan.batch());
    double parity = Parity.check(patched, probe, learner.quantiles(probe));
    GateReport gate = judge(past, live == null ? base : live.applyTo(base), patched, days);

    watch.reached(NightPart.ADAPTER);
    mine.forget();
    NightFigures figures =
        new NightFigures(
            learn.size(),
            days.learn().size(),
            days.left(),
            takenDown,
            run.steps(),
            run.before(),
            run.after(),
            weights.stream().mapToDouble(TunedWeight::moved).max().orElse(0),
            parity);
    return new NightResult.Judged(adapter(past, weights, scores(gate)), figures, gate);
  }

  private NightRows rows(
      StoreHistory past, NavigableSet<Long> days, int most, SplittableRandom random) {
    return NightRows.draw(past, card, days, ahead, most, random);
  }

  private GateReport judge(StoreHistory past, OnnxGraph live, OnnxGraph patched, NightDays days) {
    try (OnnxForecaster candidate = OnnxForecaster.open(patched, SessionSettings.DEFAULT);
        OnnxForecaster serving = OnnxForecaster.open(live, SessionSettings.DEFAULT);
        OnnxForecaster begun = OnnxForecaster.open(base, SessionSettings.DEFAULT)) {
      return new Gate(past, ahead, card.quantiles(), PairedDays.USUAL)
          .judge(candidate, serving, begun, days);
    }
  }

  private static Map<String, Double> scores(GateReport gate) {
    Map<String, Double> scores = new TreeMap<>();
    scores.put("wql", gate.candidate());
    scores.put("wql.live", gate.live());
    scores.put("wql.base", gate.base());
    scores.put("wql.usual", gate.usual());
    scores.values().removeIf(score -> !Double.isFinite(score));
    return scores;
  }

  private Adapter adapter(
      StoreHistory past, List<TunedWeight> weights, Map<String, Double> scores) {
    Map<String, WeightOverride> overrides = new TreeMap<>();
    weights.forEach(weight -> overrides.put(weight.name(), weight.override()));
    return new Adapter(
        new AdapterCard(
            card.version() + "+tuned-" + past.last(),
            base.digest(),
            card.contract(),
            plan.seed(),
            past.first(),
            past.last(),
            clock.instant().truncatedTo(ChronoUnit.SECONDS),
            scores),
        new TreeMap<>(overrides));
  }

  /// Names all that the steps depend on, so that a night goes on only where it is the same night.
  private String identity(StoreHistory past, NightRows learn) {
    long sum = learn.size();
    for (int row = 0; row < learn.size(); row++) {
      sum = 31 * sum + Float.floatToIntBits(learn.sold(row));
    }
    LocalDate until = past.last();
    return base.digest() + " " + plan + " " + until + " " + sum;
  }
}
