package io.parcook.tuning.dataset;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Training rows: feature columns and the portions then sold, in blocks of memory that never move.
/// Grows to a bound; past it, it holds an even sample of all rows that were offered (Vitter's
/// algorithm R, 1985).
public final class Rows {

  private static final int BLOCK = 1 << 14;

  private final int columns;
  private final int most;
  private final List<float[]> features = new ArrayList<>();
  private final List<float[]> sold = new ArrayList<>();
  private int size;
  private long offered;

  /// @param most rows that are kept
  public Rows(int columns, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("Room for at least one row is needed; it is " + most);
    }
    this.columns = columns;
    this.most = most;
  }

  public int columns() {
    return columns;
  }

  public int size() {
    return size;
  }

  /// Rows that were offered, kept or not.
  public long offered() {
    return offered;
  }

  /// Offers a row, its features at `offset` of `source`.
  void add(FloatBuffer source, int offset, float portions, RandomGenerator random) {
    offered++;
    if (size < most) {
      if (size % BLOCK == 0) {
        features.add(new float[BLOCK * columns]);
        sold.add(new float[BLOCK]);
      }
      set(size++, source, offset, portions);
    } else {
      long place = random.nextLong(offered);
      if (place < most) {
        set((int) place, source, offset, portions);
      }
    }
  }

  private void set(int row, FloatBuffer source, int offset, float portions) {
    source.get(offset, features.get(row / BLOCK), row % BLOCK * columns, columns);
    sold.get(row / BLOCK)[row % BLOCK] = portions;
  }

  /// Copies the features of a row to the buffer's position.
  public void copy(int row, FloatBuffer to) {
    to.put(features.get(row / BLOCK), row % BLOCK * columns, columns);
  }

  public float feature(int row, int column) {
    return features.get(row / BLOCK)[row % BLOCK * columns + column];
  }

  /// Multiplies what was sold in every row.
  public void scale(float by) {
    for (float[] block : sold) {
      for (int i = 0; i < block.length; i++) {
        block[i] *= by;
      }
    }
  }

  /// Portions sold in the row's interval.
  public float sold(int row) {
    return sold.get(row / BLOCK)[row % BLOCK];
  }
}
