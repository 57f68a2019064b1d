package io.parcook.service.forecast;

import io.parcook.models.forecast.ModelSession;
import java.nio.FloatBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Runs the served model on tensors that callers bring, in a session of its own, so that they never
/// hold up the store's forecast. The session is opened at a model's first call; one call runs at a
/// time.
public final class RawInference implements AutoCloseable {

  private static final int WAITING = 16;

  /// A session, and the model that it is of.
  private record Opened(ServedModel.Open model, ModelSession session) {}

  private final ThreadPoolExecutor thread;
  private @Nullable Opened opened;

  public RawInference() {
    thread =
        new ThreadPoolExecutor(
            0,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().name("inference").daemon().factory());
  }

  /// The model's raw output for `rows × features` inputs, row-major: neither sorted nor clipped.
  ///
  /// @param model that the caller was told of: it answers, though another may serve by now
  /// @return fails with [RejectedExecutionException] when too many calls wait
  public CompletableFuture<float[]> infer(ServedModel.Open model, float[] features, int rows) {
    try {
      return CompletableFuture.supplyAsync(() -> run(session(model), features, rows), thread);
    } catch (RejectedExecutionException full) {
      return CompletableFuture.failedFuture(full);
    }
  }

  private static float[] run(ModelSession open, float[] features, int rows) {
    int columns = open.card().features().size();
    int levels = open.card().quantiles().size();
    float[] out = new float[rows * levels];
    for (int row = 0; row < rows; row += open.mostRows()) {
      int some = Math.min(open.mostRows(), rows - row);
      FloatBuffer in = open.input();
      in.put(features, row * columns, some * columns);
      open.run(some).get(out, row * levels, some * levels);
    }
    return out;
  }

  private ModelSession session(ServedModel.Open model) {
    Opened last = opened;
    if (last != null && last.model().equals(model)) {
      return last.session();
    }
    Opened next = new Opened(model, ModelSession.open(model.graph(), model.settings()));
    opened = next;
    if (last != null) {
      last.session().close();
    }
    return next.session();
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (thread.awaitTermination(5, TimeUnit.SECONDS) && opened != null) {
        opened.session().close();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
