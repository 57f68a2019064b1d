package io.parcook.service.learning;

import io.parcook.models.calibrate.Calibrator;
import io.parcook.models.calibrate.Correction;
import io.parcook.models.calibrate.Lesson;
import io.parcook.models.calibrate.LevelCoverage;
import io.parcook.models.forecast.Forecast;
import io.parcook.models.forecast.ForecastSource;
import io.parcook.models.forecast.Forecaster;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.StoreCalendar;
import io.parcook.service.disk.SmallFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jboss.logging.Logger;

/// The quantiles that are served hold what they promise: each forecast is corrected by what this
/// store's sales have shown of the earlier ones. It outlives the models that serve, and restarts.
///
/// It learns from one forecast an interval, the first that was made in it, and of that from the
/// first hour, once each of its intervals has been closed for as long as an interval lasts: by then
/// the tills have told. All on the thread that forecasts.
public final class Calibration {

  private static final Logger LOG = Logger.getLogger(Calibration.class);
  private static final Duration TAUGHT = Duration.ofHours(1);
  private static final int MOST_BYTES = 1 << 17;

  private final SmallFile file;
  private final Deque<Lesson> lessons = new ArrayDeque<>();
  private Calibrator calibrator;
  private Instant newest = Instant.MIN;
  private volatile List<LevelCoverage> coverage = List.of();
  private volatile double level = 1;

  /// @param file where it is kept; what cannot be read there begins anew
  public Calibration(Path file) {
    this.file = new SmallFile(file, MOST_BYTES);
    calibrator = new Calibrator(List.of(0.5));
    this.file.read().ifPresent(this::goOn);
  }

  /// What the served quantiles covered lately; empty before the first lesson.
  public List<LevelCoverage> coverage() {
    return coverage;
  }

  /// What the served quantiles are multiplied by; 1 before the first lesson.
  public double level() {
    return level;
  }

  /// A forecaster that serves a model's forecasts calibrated.
  ///
  /// @param model closed with it
  public Forecaster over(Forecaster model) {
    return new Forecaster() {
      @Override
      public Forecast forecast(
          DemandHistory history, List<String> items, Instant origin, Instant from, int steps) {
        return serve(history, model.forecast(history, items, origin, from, steps));
      }

      @Override
      public void close() {
        model.close();
      }
    };
  }

  private Forecast serve(DemandHistory history, Forecast forecast) {
    if (!(forecast.source() instanceof ForecastSource.Model)) {
      return forecast;
    }
    if (!forecast.levels().equals(calibrator.levels())) {
      calibrator = new Calibrator(forecast.levels());
      lessons.clear();
    }
    StoreCalendar calendar = history.calendar();
    Instant interval = calendar.intervalStart(forecast.origin());
    if (interval.isAfter(newest)) {
      newest = interval;
      learn(history, forecast.origin());
    }
    Correction correction = calibrator.correction();
    if (forecast.from().equals(interval) && !isTaught(interval)) {
      teach(forecast, correction);
    }
    return correction.of(forecast);
  }

  private boolean isTaught(Instant interval) {
    return !lessons.isEmpty() && !lessons.getLast().model().from().isBefore(interval);
  }

  private void teach(Forecast model, Correction correction) {
    int taught = (int) Math.max(1, TAUGHT.dividedBy(model.interval()));
    for (int step = 0; step < Math.min(taught, model.steps()); step++) {
      lessons.addLast(new Lesson(model, correction, step));
    }
  }

  private void learn(DemandHistory history, Instant now) {
    int before = lessons.size();
    lessons.removeIf(
        lesson -> {
          boolean due = !lesson.end().plus(lesson.model().interval()).isAfter(now);
          if (due) {
            lesson.teach(calibrator, history);
          }
          return due;
        });
    if (lessons.size() < before) {
      publish();
      file.write(calibrator.state());
    }
  }

  private void publish() {
    coverage = calibrator.coverage();
    level = calibrator.level();
  }

  private void goOn(byte[] state) {
    try {
      calibrator = Calibrator.of(state);
      publish();
    } catch (IllegalArgumentException unknown) {
      LOG.warnf("%s: %s. Calibration begins anew.", file.path(), unknown.getMessage());
    }
  }
}
