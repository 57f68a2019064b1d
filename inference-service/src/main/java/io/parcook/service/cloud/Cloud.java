package io.parcook.service.cloud;

/// Whether this store has a cloud.
public sealed interface Cloud extends AutoCloseable {

  @Override
  void close();

  /// It has.
  record On(CloudLine line) implements Cloud {
    @Override
    public void close() {
      line.close();
    }
  }

  /// It has none, and needs none.
  ///
  /// @param reason one sentence: none is configured, or what was wrong with it
  record Off(String reason) implements Cloud {
    @Override
    public void close() {}
  }
}
