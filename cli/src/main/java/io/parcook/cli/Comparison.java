package io.parcook.cli;

import io.parcook.cli.peers.PeerForecasts;
import io.parcook.models.calibrate.CalibratedForecaster;
import io.parcook.models.calibrate.Calibrator;
import io.parcook.models.evaluate.Backtest;
import io.parcook.models.evaluate.Evidence;
import io.parcook.models.evaluate.Fortnights;
import io.parcook.models.evaluate.PairedDays;
import io.parcook.models.evaluate.Round;
import io.parcook.models.evaluate.Scores;
import io.parcook.models.forecast.Forecast;
import io.parcook.models.forecast.Forecaster;
import io.parcook.models.forecast.OnnxForecaster;
import io.parcook.models.forecast.PastDays;
import io.parcook.models.forecast.SessionSettings;
import io.parcook.models.forecast.SlotMeanForecaster;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.tuning.dataset.StoreHistory;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A model beside the baselines and other tools' forecasts, store after store on the same rows.
final class Comparison implements AutoCloseable {

  static final String SAME_SLOT = "same slot, 14 days";

  private static final String TUNED = ", tuned";

  private static final double COOKED_BY = 0.9;

  private static final List<Double> DECILES = List.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9);

  private final Backtest backtest = Backtest.byDeciles();
  private final @Nullable PeerForecasts peers;
  private final @Nullable OnnxForecaster model;
  private final Map<String, Forecaster> forecasters = new LinkedHashMap<>();
  private final Map<String, Scores> scores = new LinkedHashMap<>();
  private final Map<String, Fortnights> fortnights = new LinkedHashMap<>();

  /// Without other tools.
  ///
  /// @param model null to have the baselines alone
  Comparison(@Nullable OnnxGraph model) {
    this(model, null);
  }

  /// @param model null to have the baselines alone
  /// @param peers null to have no other tools
  Comparison(@Nullable OnnxGraph model, @Nullable PeerForecasts peers) {
    this.peers = peers;
    this.model = model == null ? null : OnnxForecaster.open(model, SessionSettings.DEFAULT);
    if (this.model != null) {
      forecasters.put(this.model.card().version(), this.model);
    }
    forecasters.put(SAME_SLOT, usual(PastDays.last(14)));
    forecasters.put("same slot, 28 days", usual(PastDays.last(28)));
    forecasters.put("same weekday, six weeks", usual(PastDays.sameWeekday(6)));
  }

  private static Forecaster usual(PastDays past) {
    return new SlotMeanForecaster(DECILES, past, "A baseline was asked for.");
  }

  void add(StoreHistory store, List<String> items, List<Round> rounds) {
    Map<String, Scores> _ = add(store, items, rounds, withPeers(store));
  }

  /// Adds a store, and the model as this store's nights tune it.
  ///
  /// @param tuned not closed
  /// @return the tuned model's losses in this store beside the model's own
  Evidence addTuned(
      StoreHistory store, List<String> items, List<Round> rounds, TunedForecaster tuned) {
    Map<String, Forecaster> all = withPeers(store);
    OnnxForecaster base = Objects.requireNonNull(model, "a model is tuned");
    all.put(base.card().version() + TUNED, tuned);
    Map<String, Scores> own = add(store, items, rounds, all);
    List<Scores> both = List.copyOf(own.values());
    return PairedDays.USUAL.compare(both.getLast().daily(), both.getFirst().daily());
  }

  /// Adds a store, and the model as this store's sales calibrate it: a correction that one store
  /// teaches is not another's.
  ///
  /// @param warmUp rounds before the others; the correction is learned from them, and goes on
  ///     learning
  void addCalibrated(
      StoreHistory store, List<String> items, List<Round> warmUp, List<Round> rounds) {
    Map<String, Forecaster> all = withPeers(store);
    if (model != null) {
      var own = new CalibratedForecaster(model, new Calibrator(model.card().quantiles()));
      for (Round round : warmUp) {
        Forecast _ =
            own.forecast(store.history(), items, round.origin(), round.from(), round.steps());
      }
      all.put(model.card().version() + ", calibrated", own);
    }
    Map<String, Scores> _ = add(store, items, rounds, all);
  }

  private Map<String, Scores> add(
      StoreHistory store, List<String> items, List<Round> rounds, Map<String, Forecaster> all) {
    Map<String, Scores> own = backtest.run(store.history(), items, rounds, all);
    own.forEach(
        (name, more) -> {
          scores.computeIfAbsent(name, _ -> new Scores(more.levels())).merge(more);
          fortnights.merge(name, more.fortnights(COOKED_BY), Fortnights::plus);
        });
    return own;
  }

  private Map<String, Forecaster> withPeers(StoreHistory store) {
    var all = new LinkedHashMap<>(forecasters);
    if (peers != null) {
      for (String peer : peers.names()) {
        all.put(peer, peers.forecaster(peer, store.name()));
      }
    }
    return all;
  }

  /// How each forecaster held the level that a kitchen cooks by, over the fortnights of each store.
  Map<String, Fortnights> fortnights() {
    return Collections.unmodifiableMap(fortnights);
  }

  /// Scores over all stores so far, the model's first.
  Map<String, Scores> scores() {
    return Collections.unmodifiableMap(scores);
  }

  @Override
  public void close() {
    forecasters.values().forEach(Forecaster::close);
  }
}
