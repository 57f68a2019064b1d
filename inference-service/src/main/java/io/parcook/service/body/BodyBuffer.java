package io.parcook.service.body;

import io.parcook.service.problem.ProblemException;
import io.parcook.service.problem.ProblemKind;
import java.util.Arrays;

/// A body as it grows, under its own limit and within a share of what all bodies may take.
public final class BodyBuffer {

  private static final int FIRST = 8 * 1024;

  private final InFlight.Share share;
  private final int limit;
  private byte[] bytes = new byte[0];
  private int length;

  public BodyBuffer(InFlight.Share share, int limit) {
    this.share = share;
    this.limit = limit;
  }

  /// Makes room for `more` bytes and answers where they go in [#array].
  ///
  /// @throws ProblemException `BODY_TOO_LARGE` past the limit, `INTAKE_BUSY` where other bodies
  ///     have taken the room
  public int reserve(int more) {
    if (more > limit - length) {
      throw new ProblemException(
          ProblemKind.BODY_TOO_LARGE,
          "A body may have "
              + limit
              + " bytes, as sent and unpacked. Send the events in smaller batches.");
    }
    int at = length;
    length += more;
    if (length > bytes.length) {
      int size = Math.min(limit, Math.max(length, Math.max(FIRST, bytes.length * 2)));
      if (!share.grow(size - bytes.length)) {
        throw new ProblemException(
            ProblemKind.INTAKE_BUSY,
            "Other bodies fill the room for intake. Send this one again in a moment.");
      }
      bytes = Arrays.copyOf(bytes, size);
    }
    return at;
  }

  /// The bytes so far, with room behind them.
  public byte[] array() {
    return bytes;
  }

  public int length() {
    return length;
  }

  /// The bytes, exactly.
  public byte[] exact() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }
}
