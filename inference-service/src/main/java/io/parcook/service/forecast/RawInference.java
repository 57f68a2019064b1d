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
/// hold up the store's forecast. The session is opened at the first call; one call runs at a time.
public final class RawInference implements AutoCloseable {

  private static final int WAITING = 16;

  private final ServedModel model;
  private final ThreadPoolExecutor thread;
  private @Nullable ModelSession session;

  public RawInference(ServedModel model) {
    this.model = model;
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
  /// @return fails with [RejectedExecutionException] when too many calls wait, with
  ///     [IllegalStateException] when no model serves
  public CompletableFuture<float[]> infer(float[] features, int rows) {
    try {
      return CompletableFuture.supplyAsync(() -> run(features, rows), thread);
    } catch (RejectedExecutionException full) {
      return CompletableFuture.failedFuture(full);
    }
  }

  private float[] run(float[] features, int rows) {
    ModelSession open = session();
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

  private ModelSession session() {
    ModelSession open = session;
    if (open == null) {
      open =
          switch (model) {
            case ServedModel.Open served -> ModelSession.open(served.graph(), served.settings());
            case ServedModel.Absent absent -> throw new IllegalStateException(absent.reason());
          };
      session = open;
    }
    return open;
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (thread.awaitTermination(5, TimeUnit.SECONDS) && session != null) {
        session.close();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
