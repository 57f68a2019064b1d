package io.parcook.tuning.train;

import io.parcook.tuning.dataset.Rows;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.random.RandomGenerator;

/// Draws batches, each with its fixed part from every share. One batch at a time: the next
/// overwrites it.
final class Batches {

  private final List<Share> shares;
  private final int[] counts;
  private final int level;
  private final double levelPower;
  private final RandomGenerator random;

  private final FloatBuffer features;
  private final FloatBuffer targets;
  private final FloatBuffer weights;

  /// @param level the column that holds the item's level
  Batches(List<Share> shares, int batch, int level, double levelPower, RandomGenerator random) {
    this.shares = List.copyOf(shares);
    this.level = level;
    this.levelPower = levelPower;
    this.random = random;
    double parts = shares.stream().mapToDouble(Share::part).sum();
    this.counts =
        shares.stream()
            .mapToInt(share -> (int) Math.max(1, Math.round(batch * share.part() / parts)))
            .toArray();
    this.features = floats(rows() * columns());
    this.targets = floats(rows());
    this.weights = floats(rows());
  }

  private static FloatBuffer floats(int count) {
    return ByteBuffer.allocateDirect(count * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  /// Rows of a batch.
  int rows() {
    int rows = 0;
    for (int count : counts) {
      rows += count;
    }
    return rows;
  }

  int columns() {
    return shares.getFirst().rows().columns();
  }

  /// Draws the next batch, with replacement.
  void draw() {
    features.clear();
    targets.clear();
    weights.clear();
    for (int s = 0; s < counts.length; s++) {
      drawFrom(shares.get(s).rows(), counts[s]);
    }
    features.flip();
    targets.flip();
    weights.flip();
  }

  private void drawFrom(Rows rows, int count) {
    int begin = weights.position();
    double total = 0;
    for (int i = 0; i < count; i++) {
      int row = random.nextInt(rows.size());
      rows.copy(row, features);
      float unit = rows.feature(row, level);
      targets.put(rows.sold(row) / unit);
      float weight = (float) Math.pow(unit, levelPower);
      weights.put(weight);
      total += weight;
    }
    float even = (float) (count / total);
    for (int i = begin; i < begin + count; i++) {
      weights.put(i, weights.get(i) * even);
    }
  }

  /// Rows × columns.
  FloatBuffer features() {
    return features.duplicate();
  }

  /// What was sold, in multiples of the row's level.
  FloatBuffer targets() {
    return targets.duplicate();
  }

  /// How much each row counts; their mean is 1.
  FloatBuffer weights() {
    return weights.duplicate();
  }
}
