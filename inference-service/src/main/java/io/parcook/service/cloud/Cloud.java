package io.parcook.service.cloud;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether this store has a cloud.
public sealed interface Cloud extends AutoCloseable {

  /// How the line is.
  LineState state();

  @Override
  void close();

  /// It has.
  ///
  /// @param sender present where this store tells its cloud what happens
  record On(CloudLine line, Optional<StoreSender> sender) implements Cloud {

    /// Online where the registry answers and what is sent arrives; until the first answer, offline.
    @Override
    public LineState state() {
      boolean arrives = sender.map(StoreSender::arrives).orElse(true);
      boolean online = line.online() && arrives;
      return new LineState(
          online ? LineState.State.ONLINE : LineState.State.OFFLINE,
          since(line.online(), arrives),
          sender.map(StoreSender::waiting).orElse(0L));
    }

    /// Online since both are, offline since one of them is.
    private @Nullable Instant since(boolean answers, boolean arrives) {
      Instant answered = line.since();
      Instant sent = sender.map(StoreSender::since).orElse(answered);
      if (answered == null || sent == null || answers != arrives) {
        return answers ? sent : answered;
      }
      return answers == answered.isAfter(sent) ? answered : sent;
    }

    @Override
    public void close() {
      sender.ifPresent(StoreSender::close);
      line.close();
    }
  }

  /// It has none, and needs none.
  ///
  /// @param reason one sentence: none is configured, or what was wrong with it
  record Off(String reason) implements Cloud {

    @Override
    public LineState state() {
      return LineState.NONE;
    }

    @Override
    public void close() {}
  }
}
