package io.parcook.models.calibrate;

import io.parcook.models.forecast.Forecast;
import io.parcook.models.forecast.ForecastSource;
import java.util.Map;
import java.util.Objects;

/// What a calibrator did to a model's quantiles at one moment: all of them times the store's level,
/// and each pace's levels shifted. It never changes, so that a forecast that was served with it can
/// be had again from the model's own.
public final class Correction {

  /// A quantile is lowered to no less than this share of itself, so that an interval in which the
  /// store is open never looks like one in which it is closed.
  private static final float LEAST = 0.05f;

  /// Added to the expected portions before the root, so that what hardly sells can be raised.
  private static final double FLOOR = 0.1;

  /// The part of the spread that grows with the expected portions: days differ by more than counts.
  private static final double SPREAD = 0.3;

  private final double factor;
  private final Map<Pace, double[]> shifts;

  /// @param shifts of each pace, level by level; kept
  Correction(double factor, Map<Pace, double[]> shifts) {
    this.factor = factor;
    this.shifts = Map.copyOf(shifts);
  }

  /// Whether the model expects anything of an interval.
  static boolean isOpen(Forecast forecast, int item, int step) {
    return forecast.quantile(item, step, forecast.levels().size() - 1) > 0;
  }

  /// The forecast to serve. The usual level is left as it is, and so are intervals in which the
  /// store is closed.
  ///
  /// @param model as the model gave it, with the calibrator's levels
  public Forecast of(Forecast model) {
    if (!(model.source() instanceof ForecastSource.Model)) {
      return model;
    }
    float[] values = model.values().clone();
    int levels = model.levels().size();
    for (int item = 0; item < model.items().size(); item++) {
      double[] shift = shift(model, item);
      for (int step = 0; step < model.steps(); step++) {
        correct(model, item, step, shift, values, (item * model.steps() + step) * levels);
      }
    }
    return new Forecast(
        model.source(),
        model.origin(),
        model.from(),
        model.interval(),
        model.steps(),
        model.items(),
        model.levels(),
        values,
        model.usual());
  }

  /// The quantiles of one item and step.
  float[] row(Forecast model, int item, int step) {
    float[] row = new float[model.levels().size()];
    correct(model, item, step, shift(model, item), row, 0);
    return row;
  }

  private double[] shift(Forecast model, int item) {
    return Objects.requireNonNull(shifts.get(Pace.of(model, item)), "every pace has shifts");
  }

  /// Writes a corrected row; one that would lie below the level before takes its value, and none
  /// falls below zero.
  private void correct(Forecast model, int item, int step, double[] shift, float[] into, int at) {
    double expected = factor * model.expected(item, step);
    double scale = Math.sqrt(expected + FLOOR + SPREAD * SPREAD * expected * expected);
    boolean open = isOpen(model, item, step);
    float before = 0;
    for (int level = 0; level < shift.length; level++) {
      double value = factor * model.quantile(item, step, level);
      if (open) {
        before = Math.max(before, (float) Math.max(value + shift[level] * scale, LEAST * value));
      }
      into[at + level] = before;
    }
  }
}
