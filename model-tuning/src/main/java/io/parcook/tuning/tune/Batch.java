package io.parcook.tuning.tune;

import io.parcook.tuning.dataset.Rows;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.SplittableRandom;

/// Rows as the engine takes them. One batch at a time: the next overwrites it. Which rows a step
/// draws follows from the seed and the step alone, so that a night that is gone on with draws what
/// it would have.
final class Batch {

  private static final float LEAST_LEVEL = 1e-3f;

  private final FloatBuffer features;
  private final FloatBuffer targets;
  private final FloatBuffer weights;
  private final int columns;
  private double whole;

  Batch(int size, int columns) {
    this.columns = columns;
    features = floats(size * columns);
    targets = floats(size);
    weights = floats(size);
  }

  private static FloatBuffer floats(int count) {
    return ByteBuffer.allocateDirect(count * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  /// Draws a step's rows, with replacement.
  void draw(NightRows rows, double levelPower, long seed, int step) {
    var random = new SplittableRandom(seed * 0x9E37_79B9L + step);
    int size = rows.size();
    begin();
    while (targets.hasRemaining()) {
      add(rows, random.nextInt(size), levelPower);
    }
    end();
  }

  /// Takes the rows from a place on, as many as there is room for.
  void take(NightRows rows, double levelPower, int from) {
    int size = rows.size();
    begin();
    for (int row = from; row < size && targets.hasRemaining(); row++) {
      add(rows, row, levelPower);
    }
    end();
  }

  /// An even sample of rows, each of weight 1.
  static Batch sample(Rows rows, int most) {
    int size = Math.min(most, rows.size());
    Batch batch = new Batch(size, rows.columns());
    for (int i = 0; i < size; i++) {
      int row = (int) ((long) i * rows.size() / size);
      rows.copy(row, batch.features);
      batch.targets.put(rows.sold(row));
      batch.weights.put(1);
    }
    batch.end();
    return batch;
  }

  private void begin() {
    whole = 0;
    features.clear();
    targets.clear();
    weights.clear();
  }

  private void add(NightRows rows, int row, double levelPower) {
    rows.copy(row, features);
    targets.put(rows.sold(row));
    float level = Math.max(rows.level(row), LEAST_LEVEL);
    float weight = (float) Math.pow(level, levelPower - 1);
    weights.put(weight);
    whole += weight * level;
  }

  private void end() {
    features.flip();
    targets.flip();
    weights.flip();
    float unit = whole > 0 ? (float) (weights.limit() / whole) : 1;
    for (int i = 0; i < weights.limit(); i++) {
      weights.put(i, weights.get(i) * unit);
    }
  }

  int size() {
    return targets.remaining();
  }

  int columns() {
    return columns;
  }

  /// Rows × columns.
  FloatBuffer features() {
    return features.duplicate();
  }

  /// Portions sold.
  FloatBuffer targets() {
    return targets.duplicate();
  }

  /// How much a portion of a row's loss counts: such that a loss is in parts of the batch's level,
  /// and its gradient as long for a small store as for a large one.
  FloatBuffer weights() {
    return weights.duplicate();
  }
}
