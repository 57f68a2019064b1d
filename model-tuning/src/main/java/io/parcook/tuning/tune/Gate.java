package io.parcook.tuning.tune;

import io.parcook.models.evaluate.Backtest;
import io.parcook.models.evaluate.Dayparts;
import io.parcook.models.evaluate.Evidence;
import io.parcook.models.evaluate.PairedDays;
import io.parcook.models.evaluate.Round;
import io.parcook.models.evaluate.Scores;
import io.parcook.models.forecast.Forecaster;
import io.parcook.models.forecast.OnnxForecaster;
import io.parcook.models.forecast.SessionSettings;
import io.parcook.models.forecast.SlotMeanForecaster;
import io.parcook.models.night.GateReport;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.pipeline.history.StoreCalendar;
import io.parcook.tuning.dataset.StoreHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Judges a night beside what serves, the base and the usual level, on the same rows: forecasts of
/// the whole day from its midnight, and of the next hours from moments within it.
///
/// The newest weeks decide, each by what was learned before it: that nights help this store, these
/// weeks. The days that the candidate itself has not learned from may only refuse: on them it shows
/// that it fitted itself to a bad week.
final class Gate {

  private static final String TUNED = "tuned";
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

  /// @param weeks in time order; the last one's is the candidate
  /// @param unseen days that the candidate has not learned from
  GateReport judge(List<Rehearsal> weeks, OnnxGraph live, OnnxGraph base, List<Long> unseen) {
    Map<String, Scores> newest = new LinkedHashMap<>();
    try (OnnxForecaster serving = OnnxForecaster.open(live, SessionSettings.DEFAULT);
        OnnxForecaster begun = OnnxForecaster.open(base, SessionSettings.DEFAULT);
        SlotMeanForecaster usual = new SlotMeanForecaster(levels, "A baseline was asked for.")) {
      for (Rehearsal week : weeks) {
        try (OnnxForecaster tuned =
            OnnxForecaster.open(week.lesson().tuned(), SessionSettings.DEFAULT)) {
          Map<String, Forecaster> all = new LinkedHashMap<>();
          all.put(TUNED, tuned);
          all.put(LIVE, serving);
          all.put(BASE, begun);
          all.put(USUAL, usual);
          run(week.days(), all)
              .forEach(
                  (name, more) ->
                      newest.computeIfAbsent(name, _ -> new Scores(levels)).merge(more));
        }
      }
      try (OnnxForecaster candidate =
          OnnxForecaster.open(weeks.getLast().lesson().tuned(), SessionSettings.DEFAULT)) {
        Map<String, Scores> itself = run(unseen, Map.of(TUNED, candidate, LIVE, serving));
        return new GateReport(
            of(newest, TUNED).wql(),
            of(newest, LIVE).wql(),
            of(newest, BASE).wql(),
            of(newest, USUAL).wql(),
            compare(newest, LIVE),
            compare(newest, BASE),
            compare(newest, USUAL),
            compare(itself, LIVE));
      }
    }
  }

  private Evidence compare(Map<String, Scores> scores, String other) {
    return test.compare(of(scores, TUNED).daily(), of(scores, other).daily());
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
