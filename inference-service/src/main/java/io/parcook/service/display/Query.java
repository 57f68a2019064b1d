package io.parcook.service.display;

import io.parcook.service.problem.ProblemException;
import io.parcook.service.problem.ProblemKind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads query parameters. JAX-RS would answer a malformed one with 404; here it is a bad request
/// that names the parameter.
final class Query {

  private Query() {}

  static @Nullable Instant instant(String name, @Nullable String text) {
    return read(name, text, "an instant such as 2026-11-23T11:00:00Z", Instant::parse);
  }

  static @Nullable Duration duration(String name, @Nullable String text) {
    return read(name, text, "a duration such as PT6H", Duration::parse);
  }

  static @Nullable Long number(String name, @Nullable String text) {
    return read(name, text, "a whole number", Long::valueOf);
  }

  /// @throws ProblemException where it is not within the bounds, both inclusive
  static int number(String name, @Nullable String text, int usual, int least, int most) {
    Long number = number(name, text);
    if (number == null) {
      return usual;
    }
    if (number < least || number > most) {
      throw bad(name + " must be from " + least + " to " + most + "; it is " + number + ".");
    }
    return number.intValue();
  }

  static ProblemException bad(String detail) {
    return new ProblemException(ProblemKind.BAD_REQUEST, detail);
  }

  private static <T> @Nullable T read(
      String name, @Nullable String text, String what, Function<String, T> parse) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return parse.apply(text);
    } catch (DateTimeException | NumberFormatException _) {
      throw bad(name + " must be " + what + "; it is '" + text + "'.");
    }
  }
}
