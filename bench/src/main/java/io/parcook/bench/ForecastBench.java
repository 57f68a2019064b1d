package io.parcook.bench;

import com.sun.management.ThreadMXBean;
import io.parcook.models.forecast.BaseModel;
import io.parcook.models.forecast.ModelSession;
import io.parcook.models.forecast.OnnxForecaster;
import io.parcook.models.forecast.SessionSettings;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.pipeline.feature.FeatureTable;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.IntervalChange;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// A forecast of 100 items over 24 intervals, features included, beside the bare ONNX Runtime call
/// with pinned buffers on the same rows, of the same session. Each forecast follows a sale, as in a
/// store: once a sale of this minute, and once one of yesterday, which lets nothing be kept of what
/// was computed before.
@Command(
    name = "forecast",
    mixinStandardHelpOptions = true,
    description = "A whole forecast beside the bare ONNX Runtime call, and the garbage of each.",
    footer = {"", "Example:", "  ./parcook bench forecast --rounds 200"})
final class ForecastBench implements Callable<Integer> {

  private static final int ITEMS = 100;
  private static final int STEPS = 24;
  private static final int CALLS = 10;
  private static final int WARM_UP = 300;

  @Option(names = "--rounds", defaultValue = "100", description = "Measured rounds (100).")
  private int rounds;

  @Override
  public Integer call() throws Exception {
    DemandHistory history = SimulatedPast.of(ITEMS);
    List<String> items = history.items();
    OnnxGraph graph = BaseModel.read().orElseThrow();
    var session = ModelSession.open(graph, SessionSettings.DEFAULT);
    try (var forecaster = new OnnxForecaster(session)) {
      var features = new FeatureTable(session.card().features());
      int[] places = IntStream.range(0, ITEMS).toArray();
      FloatBuffer rows =
          ByteBuffer.allocateDirect(ITEMS * STEPS * features.columns() * Float.BYTES)
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
      Runnable whole =
          () -> forecaster.forecast(history, items, SimulatedPast.NOW, SimulatedPast.FROM, STEPS);
      var now = new Till(history, items.getFirst(), SimulatedPast.NOW.minusSeconds(60));
      var yesterday = new Till(history, items.getFirst(), SimulatedPast.NOW.minusSeconds(86_400));
      Runnable afterSale = () -> now.ringThen(whole);
      Runnable afterCorrection = () -> yesterday.ringThen(whole);
      Runnable fill =
          () ->
              features.fill(
                  history, places, SimulatedPast.NOW, SimulatedPast.FROM, STEPS, rows.rewind());
      Runnable inference = () -> infer(session);
      for (int i = 0; i < WARM_UP; i++) {
        afterSale.run();
        afterCorrection.run();
        fill.run();
        inference.run();
      }
      new Sides("Forecast of " + ITEMS + " items x " + STEPS + " intervals", "ms")
          .side("bare ONNX Runtime, pinned buffers", () -> milliseconds(inference))
          .side("features alone", () -> milliseconds(fill))
          .side("whole forecast, features included", () -> milliseconds(afterSale))
          .side("the same after a sale of yesterday", () -> milliseconds(afterCorrection))
          .run(rounds);
      System.out.printf(
          Locale.ROOT,
          "%nGarbage a call: inference %d bytes, features %d bytes, whole forecast %d bytes%n",
          garbage(inference),
          garbage(fill),
          garbage(whole));
    }
    return 0;
  }

  /// Rings a portion up and takes it back, in turns.
  private static final class Till {

    private final DemandHistory history;
    private final List<IntervalChange> up;
    private final List<IntervalChange> back;
    private boolean isUp;

    Till(DemandHistory history, String item, Instant time) {
      this.history = history;
      up = List.of(new IntervalChange.Sold(time, item, 1));
      back = List.of(new IntervalChange.Sold(time, item, -1));
    }

    void ringThen(Runnable next) {
      history.apply(isUp ? back : up);
      isUp = !isUp;
      next.run();
    }
  }

  /// The same rows in the same runs as the forecaster makes them, and nothing else.
  private static void infer(ModelSession session) {
    int left = ITEMS * STEPS;
    int itemsPerRun = session.mostRows() / STEPS;
    while (left > 0) {
      int rows = Math.min(left, itemsPerRun * STEPS);
      session.run(rows);
      left -= rows;
    }
  }

  private static double milliseconds(Runnable call) {
    long start = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      call.run();
    }
    return (System.nanoTime() - start) / 1e6 / CALLS;
  }

  private static long garbage(Runnable call) {
    var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < CALLS; i++) {
      call.run();
    }
    return (thread.getCurrentThreadAllocatedBytes() - before) / CALLS;
  }
}
