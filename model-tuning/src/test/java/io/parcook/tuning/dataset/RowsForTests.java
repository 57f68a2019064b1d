package io.parcook.tuning.dataset;

import java.nio.FloatBuffer;
import java.util.SplittableRandom;

/// Lets tests of other packages make rows by hand.
public final class RowsForTests {

  private RowsForTests() {}

  public static void add(Rows rows, float sold, float... features) {
    rows.add(FloatBuffer.wrap(features), 0, sold, new SplittableRandom(1));
  }
}
