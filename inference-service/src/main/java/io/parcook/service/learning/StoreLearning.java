package io.parcook.service.learning;

/// How this store learns.
public sealed interface StoreLearning extends AutoCloseable {

  @Override
  void close();

  /// Candidates are tried, and nights run.
  record On(Trial trial, Nights nights) implements StoreLearning {

    @Override
    public void close() {
      nights.close();
      trial.close();
    }
  }

  /// It does not: the catalog cannot be kept.
  record Off(String reason) implements StoreLearning {

    @Override
    public void close() {}
  }
}
