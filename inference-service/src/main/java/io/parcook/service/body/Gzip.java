package io.parcook.service.body;

import io.parcook.service.problem.ProblemException;
import io.parcook.service.problem.ProblemKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/// Unpacks gzip into a bounded buffer, so that a small body that unpacks to a huge one stops at the
/// limit.
public final class Gzip {

  private static final int STEP = 16 * 1024;

  private Gzip() {}

  /// @throws ProblemException `BROKEN_BODY` where it is not whole gzip, and as [BodyBuffer#reserve]
  public static void unpack(byte[] packed, int length, BodyBuffer into) {
    byte[] step = new byte[STEP];
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(packed, 0, length), STEP)) {
      for (int n = in.read(step); n >= 0; n = in.read(step)) {
        int at = into.reserve(n);
        System.arraycopy(step, 0, into.array(), at, n);
      }
    } catch (IOException broken) {
      throw new ProblemException(
          ProblemKind.BROKEN_BODY,
          "Content-Encoding says gzip, and the body is not whole gzip: " + broken.getMessage());
    }
  }
}
