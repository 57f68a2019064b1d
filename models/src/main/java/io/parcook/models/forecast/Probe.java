package io.parcook.models.forecast;

import ai.onnxruntime.OrtException;
import io.parcook.models.card.ModelCard;
import java.nio.FloatBuffer;
import java.util.Random;

/// One small batch, the same for every model and provider, to see whether two sessions agree.
final class Probe {

  private static final int ROWS = 16;

  private Probe() {}

  /// The session's answer to the probe.
  static float[] run(PinnedSession session, ModelCard card) throws OrtException {
    int rows = Math.min(ROWS, session.mostRows());
    var random = new Random(20);
    FloatBuffer input = session.input();
    for (int i = 0; i < rows * card.features().size(); i++) {
      input.put(random.nextFloat());
    }
    var answer = new float[rows * card.quantiles().size()];
    session.run(rows).get(answer);
    return answer;
  }

  /// The largest difference, relative where the truth exceeds 1; infinite where only one of the two
  /// is a number.
  static double difference(float[] truth, float[] answer) {
    double largest = 0;
    for (int i = 0; i < truth.length; i++) {
      if (Float.compare(truth[i], answer[i]) == 0) {
        continue;
      }
      double difference = Math.abs((double) truth[i] - answer[i]) / Math.max(1, Math.abs(truth[i]));
      largest = Math.max(largest, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
    }
    return largest;
  }
}
