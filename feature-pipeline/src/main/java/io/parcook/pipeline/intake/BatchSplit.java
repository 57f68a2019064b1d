package io.parcook.pipeline.intake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Cuts a JSON array into its elements by brackets and quotes alone, so that each element is judged
/// by itself and one that is broken inside does not take the others with it.
///
/// @param elements the bytes of each element, in order
/// @param rest where the array's structure broke, or -1 where it is whole
record BatchSplit(List<byte[]> elements, int rest) {

  /// @param body starts with `[` at `from`
  /// @param most elements after which the cut stops; one more is cut so that the caller can tell
  static BatchSplit of(byte[] body, int from, int most) {
    List<byte[]> elements = new ArrayList<>();
    int at = blank(body, from + 1);
    if (at < body.length && body[at] == ']') {
      return ended(body, at, elements);
    }
    while (elements.size() <= most) {
      int end = element(body, at);
      if (end <= at || end == body.length) {
        return new BatchSplit(elements, at);
      }
      elements.add(Arrays.copyOfRange(body, at, trimmed(body, at, end)));
      if (body[end] == ']') {
        return ended(body, end, elements);
      }
      at = blank(body, end + 1);
    }
    return new BatchSplit(elements, -1);
  }

  private static BatchSplit ended(byte[] body, int bracket, List<byte[]> elements) {
    int after = blank(body, bracket + 1);
    return new BatchSplit(elements, after == body.length ? -1 : after);
  }

  /// Where the element that starts at `at` ends: at a `,` or `]` of the array itself, or at the end
  /// of the body.
  private static int element(byte[] body, int at) {
    int depth = 0;
    boolean quoted = false;
    for (int i = at; i < body.length; i++) {
      byte c = body[i];
      if (quoted) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (depth == 0 && (c == ',' || c == ']')) {
        return i;
      } else if (c == '}' || c == ']') {
        depth--;
      }
    }
    return body.length;
  }

  static int blank(byte[] body, int from) {
    int i = from;
    while (i < body.length
        && (body[i] == ' ' || body[i] == '\n' || body[i] == '\r' || body[i] == '\t')) {
      i++;
    }
    return i;
  }

  private static int trimmed(byte[] body, int from, int to) {
    int end = to;
    while (end > from && body[end - 1] <= ' ' && body[end - 1] >= 0) {
      end--;
    }
    return end;
  }
}
