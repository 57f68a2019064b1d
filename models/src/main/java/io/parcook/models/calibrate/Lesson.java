package io.parcook.models.calibrate;

import io.parcook.models.forecast.Forecast;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.StoreCalendar;
import java.time.Instant;
import java.util.Arrays;

/// An interval that was forecast and has to close before a calibrator learns from it.
///
/// @param model as the model gave it
/// @param served what was done to it
public record Lesson(Forecast model, Correction served, int step) {

  public Instant start() {
    return model.from().plus(model.interval().multipliedBy(step));
  }

  public Instant end() {
    return start().plus(model.interval());
  }

  /// Teaches what the store sold in it, as far as that is known.
  public void teach(Calibrator calibrator, DemandHistory history) {
    StoreCalendar calendar = history.calendar();
    long day = calendar.day(start());
    int slot = calendar.slot(start());
    float[] sold = new float[model.items().size()];
    Arrays.fill(sold, Float.NaN);
    for (int item = 0; item < sold.length; item++) {
      int place = history.item(model.items().get(item));
      if (place >= 0) {
        sold[item] = history.sold(place, day, slot);
      }
    }
    calibrator.learn(served, model, step, day, sold);
  }
}
