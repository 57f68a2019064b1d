package io.parcook.models.child;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The last lines that a child said beside what it was asked for: bounded, whatever it says.
final class LastWords {

  private static final List<String> OF_MEMORY =
      List.of("OutOfMemoryError", "Too small", "bad_alloc", "insufficient memory");

  private static final int MOST_LINES = 5;
  private static final int MOST_CHARACTERS = 300;

  private final Deque<String> lines = new ArrayDeque<>();
  private boolean ofMemory;

  synchronized void take(String line) {
    if (line.isBlank()) {
      return;
    }
    ofMemory |= OF_MEMORY.stream().anyMatch(line::contains);
    lines.addLast(line.substring(0, Math.min(line.length(), MOST_CHARACTERS)));
    if (lines.size() > MOST_LINES) {
      lines.removeFirst();
    }
  }

  /// Takes a stream's lines until it ends; of a long line the beginning.
  void take(InputStream stream) {
    try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      var line = new StringBuilder();
      for (int next = reader.read(); next >= 0; next = reader.read()) {
        if (next == '\n') {
          take(line.toString());
          line.setLength(0);
        } else if (line.length() < MOST_CHARACTERS) {
          line.append((char) next);
        }
      }
      take(line.toString());
    } catch (IOException e) {
      take(String.valueOf(e.getMessage()));
    }
  }

  /// Whether any line, also one that is no longer kept, was of memory that there is not.
  synchronized boolean speakOfMemory() {
    return ofMemory;
  }

  /// ` It said: …`, or nothing.
  synchronized String quoted() {
    return lines.isEmpty() ? "" : " It said: " + String.join(" / ", lines);
  }
}
