package io.parcook.tuning.tune;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Where a night stands: enough to go on from.
final class Checkpoint {

  private int step;
  private final double before;
  private double best;
  private int bestStep;
  private int looksWithoutGain;
  private List<float[]> bestValues;

  private Checkpoint(
      int step,
      double before,
      double best,
      int bestStep,
      int looksWithoutGain,
      List<float[]> bestValues) {
    this.step = step;
    this.before = before;
    this.best = best;
    this.bestStep = bestStep;
    this.looksWithoutGain = looksWithoutGain;
    this.bestValues = bestValues;
  }

  /// @param before loss on the newest rows before the first step
  static Checkpoint begin(Learner learner, double before) {
    return new Checkpoint(0, before, before, 0, 0, copy(learner.values()));
  }

  int step() {
    return step;
  }

  int next() {
    return ++step;
  }

  double before() {
    return before;
  }

  double best() {
    return best;
  }

  /// After how many steps it was best.
  int bestStep() {
    return bestStep;
  }

  int looksWithoutGain() {
    return looksWithoutGain;
  }

  List<float[]> bestValues() {
    return bestValues;
  }

  /// @param loss on the newest rows now
  void looked(Learner learner, double loss) {
    if (loss < best) {
      best = loss;
      bestStep = step;
      bestValues = copy(learner.values());
      looksWithoutGain = 0;
    } else {
      looksWithoutGain++;
    }
  }

  void write(DataOutputStream out, Learner learner) throws IOException {
    out.writeInt(step);
    out.writeDouble(before);
    out.writeDouble(best);
    out.writeInt(bestStep);
    out.writeInt(looksWithoutGain);
    for (List<float[]> arrays : arrays(learner)) {
      for (float[] array : arrays) {
        for (float value : array) {
          out.writeFloat(value);
        }
      }
    }
  }

  /// Reads a state, and the learner's values and moments into the learner.
  static Checkpoint read(DataInputStream in, Learner learner) throws IOException {
    Checkpoint state =
        new Checkpoint(
            in.readInt(),
            in.readDouble(),
            in.readDouble(),
            in.readInt(),
            in.readInt(),
            copy(learner.values()));
    for (List<float[]> arrays : state.arrays(learner)) {
      for (float[] array : arrays) {
        for (int i = 0; i < array.length; i++) {
          array[i] = in.readFloat();
        }
      }
    }
    learner.adam().resume(state.step);
    return state;
  }

  private List<List<float[]>> arrays(Learner learner) {
    return List.of(learner.values(), bestValues, learner.adam().moments());
  }

  private static List<float[]> copy(List<float[]> values) {
    List<float[]> copies = new ArrayList<>();
    values.forEach(array -> copies.add(array.clone()));
    return copies;
  }
}
