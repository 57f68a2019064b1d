package io.parcook.tuning.train;

/// Mean and scale of each feature column, as found in a sample of training rows. They become part
/// of the graph, so that a store never sees them.
///
/// @param mean per column
/// @param scale one over the standard deviation per column; 1 for a column that never varied
/// @param varies false for a column that never varied: the network begins, and stays, deaf to it
record Normalisation(float[] mean, float[] scale, boolean[] varies) {

  private static final double CONSTANT = 1e-6;

  /// Measures rows of `columns` floats.
  static Normalisation of(float[] rows, int columns) {
    int count = rows.length / columns;
    float[] mean = new float[columns];
    float[] scale = new float[columns];
    boolean[] varies = new boolean[columns];
    for (int c = 0; c < columns; c++) {
      double sum = 0;
      for (int r = 0; r < count; r++) {
        sum += rows[r * columns + c];
      }
      double centre = sum / count;
      double squares = 0;
      for (int r = 0; r < count; r++) {
        double apart = rows[r * columns + c] - centre;
        squares += apart * apart;
      }
      double deviation = Math.sqrt(squares / count);
      mean[c] = (float) centre;
      varies[c] = deviation > CONSTANT;
      scale[c] = varies[c] ? (float) (1 / deviation) : 1;
    }
    return new Normalisation(mean, scale, varies);
  }
}
