package io.parcook.cli.sense;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what a sensor writes on its line. Its counts have the time at which they came, since such
/// a sensor has no clock; each a moment after the one before.
final class SerialLines {

  /// A longer line is noise, and passed over.
  static final int MOST_LINE = 256;

  private static final Pattern LAST_WORD =
      Pattern.compile("(?:.*[\\s:=])?(?:(?<number>[0-9]{1,15})|(?<on>on)|(?<off>off))");

  private final String device;
  private final String zone;
  private final InstantSource clock;
  private Instant last = Instant.MIN;

  SerialLines(String device, String zone, InstantSource clock) {
    this.device = device;
    this.zone = zone;
    this.clock = clock;
  }

  /// Reads lines until the stream ends. A first line may have lost its beginning, so that it is not
  /// believed.
  void read(InputStream in, Consumer<Count> heard) throws IOException {
    StringBuilder line = new StringBuilder();
    boolean whole = false;
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next != '\n' && next != '\r') {
        if (line.length() <= MOST_LINE) {
          line.append((char) next);
        }
        continue;
      }
      if (whole && line.length() <= MOST_LINE) {
        count(line.toString()).ifPresent(count -> heard.accept(heardNow(count)));
      }
      whole = true;
      line.setLength(0);
    }
  }

  /// What a line says; empty where it says nothing of people.
  static OptionalLong count(String line) {
    Matcher words = LAST_WORD.matcher(line.strip().toLowerCase(Locale.ROOT));
    if (!words.matches()) {
      return OptionalLong.empty();
    }
    if (words.group("number") != null) {
      return OptionalLong.of(Long.parseLong(words.group("number")));
    }
    return OptionalLong.of(words.group("on") == null ? 0 : 1);
  }

  private Count heardNow(long count) {
    Instant now = clock.instant();
    last = now.isAfter(last) ? now : last.plusNanos(1_000);
    return new Count(device, zone, last, count);
  }
}
