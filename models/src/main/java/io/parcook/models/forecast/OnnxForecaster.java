package io.parcook.models.forecast;

import io.parcook.models.card.ModelCard;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.pipeline.feature.FeatureTable;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.StoreCalendar;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Forecasts with a model: features straight into the session's input, one run, quantiles sorted
/// and clipped. It always answers: where the model does not fit what is asked, or gives what is not
/// a number, the whole forecast is the usual level, with the reason in its source.
public final class OnnxForecaster implements Forecaster {

  private final ModelSession session;
  private final ModelCard card;
  private final FeatureTable features;
  private final SlotMeanForecaster usual;

  /// @param session closed with the forecaster
  /// @throws io.parcook.pipeline.feature.UnknownFeatureException if this version cannot compute a
  ///     feature that the model wants
  public OnnxForecaster(ModelSession session) {
    this.session = session;
    card = session.card();
    features = new FeatureTable(card.features());
    usual = new SlotMeanForecaster(card.quantiles(), "The model did not answer.");
  }

  /// Opens a model to forecast with.
  ///
  /// @throws io.parcook.models.card.InvalidCardException if its card breaks the contract
  /// @throws io.parcook.pipeline.feature.UnknownFeatureException if this version cannot compute a
  ///     feature that the model wants
  /// @throws UnusableModelException if ONNX Runtime refuses it, or its graph belies its card
  public static OnnxForecaster open(OnnxGraph graph, SessionSettings settings) {
    ModelSession session = ModelSession.open(graph, settings);
    try {
      return new OnnxForecaster(session);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  public ModelCard card() {
    return card;
  }

  public ProviderReport provider() {
    return session.provider();
  }

  @Override
  public Forecast forecast(
      DemandHistory history, List<String> items, Instant origin, Instant from, int steps) {
    StoreCalendar calendar = history.calendar();
    var targets = new TargetSlots(history, origin, from, steps);
    Optional<String> misfit = misfit(calendar, origin, from, steps);
    if (misfit.isPresent()) {
      return usual.forecast(history, items, origin, from, steps, misfit.get());
    }
    int[] places = SlotMeanForecaster.places(history, items);
    var values = new float[places.length * steps * card.quantiles().size()];
    try {
      if (!fill(history, places, origin, from, steps, values)) {
        return usual.forecast(
            history, items, origin, from, steps, "The model gave a value that is not a number.");
      }
    } catch (UnusableModelException e) {
      return usual.forecast(
          history, items, origin, from, steps, "The model failed: " + e.getMessage());
    }
    targets.closeTheDoor(values, places.length, card.quantiles().size());
    return new Forecast(
        new ForecastSource.Model(card.version()),
        origin,
        from,
        calendar.interval(),
        steps,
        List.copyOf(items),
        card.quantiles(),
        values,
        SlotMeanForecaster.usual(history, places, origin, targets));
  }

  private Optional<String> misfit(StoreCalendar calendar, Instant origin, Instant from, int steps) {
    Duration interval = calendar.interval();
    if (!card.intervals().contains(interval)) {
      return Optional.of(
          "The model was made for intervals of "
              + card.intervals()
              + ", and this store counts in "
              + interval
              + ".");
    }
    Duration ahead = Duration.between(origin, from.plus(interval.multipliedBy(steps)));
    if (ahead.compareTo(card.horizon()) > 0) {
      return Optional.of(
          "The model looks " + card.horizon() + " ahead, and " + ahead + " was asked for.");
    }
    return Optional.empty();
  }

  /// Runs the model for all items in as few runs as the session's rows allow. An item that the
  /// history does not know keeps zeros.
  ///
  /// @return false if the model gave a value that is not finite
  private boolean fill(
      DemandHistory history, int[] places, Instant origin, Instant from, int steps, float[] out) {
    int[] known = IntStream.range(0, places.length).filter(i -> places[i] >= 0).toArray();
    int stepsPerRun = Math.min(steps, session.mostRows());
    int itemsPerRun = session.mostRows() / stepsPerRun;
    Duration interval = history.calendar().interval();
    for (int item = 0; item < known.length; item += itemsPerRun) {
      int[] rows = Arrays.copyOfRange(known, item, Math.min(known.length, item + itemsPerRun));
      int[] items = Arrays.stream(rows).map(row -> places[row]).toArray();
      for (int step = 0; step < steps; step += stepsPerRun) {
        int some = Math.min(stepsPerRun, steps - step);
        Instant start = from.plus(interval.multipliedBy(step));
        features.fill(history, items, origin, start, some, session.input());
        if (!copy(session.run(items.length * some), rows, some, steps, step, out)) {
          return false;
        }
      }
    }
    return true;
  }

  /// Copies a run's output, `rows.length × some` rows, to its items' places from `step` on.
  private boolean copy(FloatBuffer run, int[] rows, int some, int steps, int step, float[] out) {
    int levels = card.quantiles().size();
    for (int row : rows) {
      int at = (row * steps + step) * levels;
      run.get(out, at, some * levels);
      if (!QuantileRows.settle(out, at, some, levels)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    session.close();
  }
}
