package io.parcook.tuning.tune;

import io.parcook.models.adapter.Adapter;
import io.parcook.models.adapter.AdapterCard;
import io.parcook.models.card.CardProperties;
import io.parcook.models.card.ModelCard;
import io.parcook.models.evaluate.PairedDays;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    return switch (TunableGraph.read(base, weights.stream().map(TunedWeight::name).toList())) {
      case GraphReading.ServeOnly no -> new NightResult.Nothing(no.message());
      case GraphReading.Tunable(TunableGraph graph) -> {
        graph.close();
        yield night(past, live, watch, checkpoints);
      }
    };
  }

  private NightResult night(
      StoreHistory past, @Nullable Adapter live, NightWatch watch, Checkpoints checkpoints) {
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
    NightRows rows = NightRows.draw(past, card, days.learned(), ahead, plan.rows(), random);
    int begin = days.learn().size();
    if (rows.first(begin).size() == 0 || rows.only(begin).size() == 0) {
      return new NightResult.Nothing("Nothing was sold on the days to learn from.");
    }
    Checkpoints mine = checkpoints.of(identity(past, rows));
    Lessons lessons = new Lessons(base, card, plan, watch, mine);
    lessons.level(rows);

    watch.reached(NightPart.STEPS);
    Tuner.Run trial = lessons.tried(rows.first(begin), rows.only(begin));
    if (trial.end() == Tuner.End.CANCELLED) {
      return new NightResult.Cancelled();
    }
    if (trial.worth() == 0) {
      mine.forget();
      return new NightResult.Nothing(
          "%d steps made the newest days' forecast no better.".formatted(trial.steps()));
    }
    Batch probe = Batch.sample(rows.only(begin).spans().getFirst(), plan.batch());
    List<Rehearsal> weeks = new ArrayList<>();
    for (List<Long> week : days.judged()) {
      int part = weeks.size() + 1;
      Optional<Lesson> lesson =
          lessons.learned(
              part, rows.first(begin + part), trial.worth(), probe, card(past, Map.of()));
      if (lesson.isEmpty()) {
        return new NightResult.Cancelled();
      }
      weeks.add(new Rehearsal(week, lesson.get()));
    }

    watch.reached(NightPart.GATE);
    GateReport gate =
        new Gate(past, ahead, card.quantiles(), PairedDays.NIGHTLY)
            .judge(weeks, live == null ? base : live.applyTo(base), base, days.unseen());

    watch.reached(NightPart.ADAPTER);
    mine.forget();
    Lesson candidate = weeks.getLast().lesson();
    NightFigures figures =
        new NightFigures(
            rows.size(),
            days.learned().stream().mapToInt(List::size).sum(),
            days.left(),
            takenDown,
            trial.worth(),
            trial.before(),
            trial.after(),
            candidate.moved(),
            weeks.stream().mapToDouble(week -> week.lesson().parity()).max().orElse(0));
    return new NightResult.Judged(
        new Adapter(card(past, scores(gate)), candidate.adapter().overrides()), figures, gate);
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

  private AdapterCard card(StoreHistory past, Map<String, Double> scores) {
    return new AdapterCard(
        card.version() + "+tuned-" + past.last(),
        base.digest(),
        card.contract(),
        plan.seed(),
        past.first(),
        past.last(),
        clock.instant().truncatedTo(ChronoUnit.SECONDS),
        scores);
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
