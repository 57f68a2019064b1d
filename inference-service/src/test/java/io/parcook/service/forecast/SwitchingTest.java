package io.parcook.service.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.models.card.CardProperties;
import io.parcook.models.forecast.BaseModel;
import io.parcook.models.forecast.ForecastSource;
import io.parcook.models.forecast.SessionSettings;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.HistoryLimits;
import io.parcook.pipeline.history.IntervalChange;
import io.parcook.pipeline.history.StoreCalendar;
import io.parcook.service.settings.StoreClock;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// A hundred switches under fire: every question is answered, by one model whole.
@QuarkusTest
class SwitchingTest {

  private static final Instant QUARTER = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant NOON = Instant.parse("2026-11-23T12:05:00Z");

  private final StoreClock clock = new StoreClock(InstantSource.fixed(NOON), NOON, 1);
  private final DemandHistory history =
      new DemandHistory(
          new StoreCalendar(ZoneOffset.UTC, Duration.ofMinutes(15)), HistoryLimits.DEFAULT);

  @Test
  void noRequestIsDroppedWhileTheModelIsSwitchedAHundredTimes()
      throws InterruptedException, ExecutionException {
    Assumptions.assumeTrue(BaseModel.read().isPresent(), "this build ships no base model");
    history.apply(List.of(new IntervalChange.Sold(NOON, "burger", 2)));
    Serving serving = new Serving(model("v0", 1));
    AtomicBoolean over = new AtomicBoolean();
    List<Future<Integer>> askers = new ArrayList<>();
    try (LiveForecast live = live(serving);
        RawInference raw = new RawInference();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 3; i++) {
        askers.add(threads.submit(until(over, () -> forecast(live))));
        askers.add(threads.submit(until(over, () -> infer(serving, raw))));
      }
      for (int i = 1; i <= 100; i++) {
        serving.switchTo(model("v" + i, i % 2 == 0 ? 1 : 2));
        forecast(live);
      }
      over.set(true);
      for (Future<Integer> asker : askers) {
        assertThat(asker.get()).isPositive();
      }

      assertThat(source(live.ask(List.of("burger"), QUARTER, 1).join())).isEqualTo("v100");
      assertThat(live.stats().failed()).isZero();
    }
  }

  private LiveForecast live(Serving serving) {
    Rhythm rhythm = new Rhythm(Duration.ofHours(6), Duration.ofMillis(50), Duration.ofDays(1));
    LiveForecast live = new LiveForecast(history, serving.now().forecaster(), clock, rhythm);
    serving.onSwitch(model -> live.switchTo(model.forecaster()));
    return live;
  }

  /// Asks until it is over; how often it was answered.
  private static Callable<Integer> until(AtomicBoolean over, Runnable question) {
    return () -> {
      int answered = 0;
      do {
        question.run();
        answered++;
      } while (!over.get());
      return answered;
    };
  }

  private static void forecast(LiveForecast live) {
    Made made = live.ask(List.of("burger"), QUARTER, 4).join();
    assertThat(source(made)).startsWith("v");
  }

  private static void infer(Serving serving, RawInference raw) {
    ServedModel.Open told = (ServedModel.Open) serving.now();
    float[] answer = raw.infer(told, new float[told.card().features().size()], 1).join();
    assertThat(answer).hasSize(told.card().quantiles().size());
    // Zeros through all but the biases: a factor on those tells whose answer it is.
    float factor = Integer.parseInt(told.card().version().substring(1)) % 2 == 0 ? 1 : 2;
    float[] expected = Answers.OF.get(factor);
    if (expected == null) {
      Answers.OF.put(factor, answer);
    } else {
      assertThat(answer).isEqualTo(expected);
    }
  }

  /// The first answer of each of the two models.
  private static final class Answers {
    private static final Map<Float, float[]> OF = new ConcurrentHashMap<>();
  }

  private static String source(Made made) {
    return made.forecast().source() instanceof ForecastSource.Model(String version)
        ? version
        : made.forecast().source().toString();
  }

  /// The shipped base with its vectors times a factor, under a name of its own.
  private static ServedModel model(String version, float factor) {
    OnnxGraph base = BaseModel.read().orElseThrow();
    Map<String, float[]> changed = new HashMap<>();
    base.initializers().stream()
        .filter(weights -> weights.isFloat() && weights.shape().size() == 2)
        .forEach(
            weights -> {
              float[] values = base.floats(weights.name());
              for (int i = 0; i < values.length; i++) {
                values[i] *= factor;
              }
              changed.put(weights.name(), values);
            });
    Map<String, String> metadata = new HashMap<>(base.metadata());
    metadata.put(CardProperties.VERSION, version);
    ServedModel model =
        ServedModel.open(base.withFloats(changed).withMetadata(metadata), SessionSettings.DEFAULT);
    assertThat(model).isInstanceOf(ServedModel.Open.class);
    return model;
  }
}
