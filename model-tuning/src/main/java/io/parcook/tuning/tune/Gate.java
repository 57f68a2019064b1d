package io.parcook.tuning.tune;

import io.parcook.models.evaluate.Backtest;
import io.parcook.models.evaluate.Dayparts;
import io.parcook.models.evaluate.Evidence;
import io.parcook.models.evaluate.PairedDays;
import io.parcook.models.evaluate.Round;
import io.parcook.models.evaluate.Scores;
import io.parcook.models.forecast.Forecaster;
import io.parcook.models.forecast.SlotMeanForecaster;
import io.parcook.models.night.GateReport;
import io.parcook.pipeline.history.StoreCalendar;
import io.parcook.tuning.dataset.StoreHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Judges a candidate on days that it has not learned from, beside what serves, the base and the
/// usual level, on the same rows: forecasts of the whole day from its midnight, and of the next
/// hours from moments within it.
///
/// The newest days decide. The older ones, spread over the weeks before, may only refuse: on them a
/// candidate shows that it fitted itself to a bad week.
final class Gate {

  private static final String CANDIDATE = "candidate";
  private static final String LIVE = "live";
  private static final String BASE = "base";
  private static final String USUAL = "usual";

  private static final Duration BETWEEN_ORIGINS = Duration.ofHours(3);

  private final StoreHistory store;
  private final Duration ahead;
  private final List<Double> levels;
  private final PairedDays test;

  /// @param ahead how far the service looks within a day
  /// @param levels that all forecasters give
  Gate(StoreHistory store, Duration ahead, List<Double> levels, PairedDays test) {
    this.store = store;
    this.ahead = ahead;
    this.levels = List.copyOf(levels);
    this.test = test;
  }

  GateReport judge(Forecaster candidate, Forecaster live, Forecaster base, NightDays days) {
    Map<String, Forecaster> all = new LinkedHashMap<>();
    all.put(CANDIDATE, candidate);
    all.put(LIVE, live);
    all.put(BASE, base);
    all.put(USUAL, new SlotMeanForecaster(levels, "A baseline was asked for."));
    Map<String, Scores> newest = run(days.newest(), all);
    all.keySet().retainAll(List.of(CANDIDATE, LIVE));
    Map<String, Scores> older = run(days.older(), all);
    return new GateReport(
        of(newest, CANDIDATE).wql(),
        of(newest, LIVE).wql(),
        of(newest, BASE).wql(),
        of(newest, USUAL).wql(),
        compare(newest, LIVE),
        compare(newest, BASE),
        compare(newest, USUAL),
        compare(older, LIVE));
  }

  private Evidence compare(Map<String, Scores> scores, String other) {
    return test.compare(of(scores, CANDIDATE).daily(), of(scores, other).daily());
  }

  /// A forecaster's scores; none where no day was there to judge by.
  private Scores of(Map<String, Scores> scores, String forecaster) {
    return scores.getOrDefault(forecaster, new Scores(levels));
  }

  private Map<String, Scores> run(List<Long> days, Map<String, Forecaster> forecasters) {
    return new Backtest(levels, Dayparts.USUAL)
        .run(store.history(), store.history().items(), rounds(days), forecasters);
  }

  private List<Round> rounds(List<Long> days) {
    StoreCalendar calendar = store.calendar();
    List<Round> rounds = new ArrayList<>();
    for (long day : days) {
      Instant begin = calendar.start(day, 0);
      Instant end = calendar.start(day + 1, 0);
      rounds.add(new Round(begin, begin, steps(begin, end)));
      for (Instant origin = begin.plus(BETWEEN_ORIGINS);
          origin.isBefore(end);
          origin = origin.plus(BETWEEN_ORIGINS)) {
        Instant until = origin.plus(ahead).isBefore(end) ? origin.plus(ahead) : end;
        rounds.add(new Round(origin, origin, steps(origin, until)));
      }
    }
    return rounds;
  }

  private int steps(Instant from, Instant until) {
    return (int) Duration.between(from, until).dividedBy(store.calendar().interval());
  }
}
