package io.parcook.models.forecast;

/// How a model is opened.
///
/// @param provider where its arithmetic runs
/// @param threads threads of one run; a store has two cores and other work for them
/// @param rowsPerRun most rows of one run; more are split, so buffers and activations stay small.
///     Each run has its features computed anew, and those of the whole store with them, so a run
///     should hold a usual forecast of the store whole
/// @param tolerance largest difference from the CPU that another provider may show on the probe,
///     relative where values exceed 1; half-precision hardware needs about 0.01
public record SessionSettings(
    ExecutionProvider provider, int threads, int rowsPerRun, double tolerance) {

  public static final SessionSettings DEFAULT =
      new SessionSettings(new ExecutionProvider.Cpu(), 1, 4096, 0.01);

  public SessionSettings {
    if (threads < 1 || rowsPerRun < 1 || !(tolerance >= 0)) {
      throw new IllegalArgumentException(
          "threads and rowsPerRun are at least 1 and tolerance is not negative; they are "
              + threads
              + ", "
              + rowsPerRun
              + " and "
              + tolerance);
    }
  }

  public SessionSettings on(ExecutionProvider other) {
    return new SessionSettings(other, threads, rowsPerRun, tolerance);
  }
}
