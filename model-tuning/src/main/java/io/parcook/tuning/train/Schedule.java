package io.parcook.tuning.train;

/// How a training run goes.
///
/// @param steps batches, one step of the optimiser each
/// @param batch rows of a batch
/// @param rate the highest learning rate: reached by a linear warm-up, left along a half cosine
/// @param decay weight decay
/// @param levelPower an item's rows count as its level to this power: 1 scores portions, so that
///     sellers rule; 0 scores items alike
/// @param seed of the weights, of the batches, of everything that is random
public record Schedule(
    int steps, int batch, double rate, double decay, double levelPower, long seed) {

  private static final int WARM_UP = 200;
  private static final double LAST = 0.01;

  public Schedule {
    if (steps < 1 || batch < 1 || rate <= 0) {
      throw new IllegalArgumentException(
          "A schedule needs steps, a batch and a rate above zero; it has "
              + steps
              + ", "
              + batch
              + " and "
              + rate);
    }
  }

  /// The learning rate of a step, counted from 1.
  double rate(int step) {
    double warm = Math.min(1, step / (double) Math.min(WARM_UP, steps));
    double cosine = 0.5 * (1 + Math.cos(Math.PI * step / steps));
    return rate * warm * (LAST + (1 - LAST) * cosine);
  }
}
