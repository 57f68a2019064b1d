package io.parcook.pipeline.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/// Reads the value a parser stands on, or answers that the schema's terms refuse it: null, or
/// [#REFUSED] for a whole number.
final class Field {

  static final int REFUSED = Integer.MIN_VALUE;
  static final int MAX_NAME = 120;
  static final int MAX_IDENTITY = 200;

  /// A step's identity is its batch's name and a few characters more.
  static final int MAX_BATCH = 180;

  private Field() {}

  /// A whole number, also when it is written `2.0` or `2e0` (JSON Schema 2020-12, section 6.1.1).
  static int whole(JsonParser p, int min, int max) throws IOException {
    double value;
    if (p.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      value = p.getNumberType() == JsonParser.NumberType.INT ? p.getIntValue() : Double.NaN;
    } else if (p.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
      value = p.getDoubleValue();
    } else {
      return REFUSED;
    }
    return value == Math.rint(value) && value >= min && value <= max ? (int) value : REFUSED;
  }

  /// A number; NaN where refused.
  static double number(JsonParser p, double min, double max) throws IOException {
    JsonToken token = p.currentToken();
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      return Double.NaN;
    }
    double value = p.getDoubleValue();
    return value >= min && value <= max ? value : Double.NaN;
  }

  static @Nullable Boolean flag(JsonParser p) {
    return switch (p.currentToken()) {
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case null, default -> null;
    };
  }

  /// A name without control characters or lone surrogates, 1 to `max` code points long.
  ///
  /// @param known where an equal string may be already
  static @Nullable String name(JsonParser p, int max, @Nullable NameTable known)
      throws IOException {
    if (p.currentToken() != JsonToken.VALUE_STRING) {
      return null;
    }
    char[] text = p.getTextCharacters();
    int offset = p.getTextOffset();
    int length = p.getTextLength();
    if (length == 0 || length > 2 * max) {
      return null;
    }
    int hash = 0;
    int pairs = 0;
    for (int i = offset; i < offset + length; i++) {
      char c = text[i];
      hash = 31 * hash + c;
      if (c < 0x20 || (c >= 0x7F && c <= 0x9F)) {
        return null;
      }
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < offset + length
                && Character.isLowSurrogate(text[i + 1]);
        if (!pair) {
          return null;
        }
        i++;
        pairs++;
        hash = 31 * hash + text[i];
      }
    }
    if (length - pairs > max) {
      return null;
    }
    String same = known == null ? null : known.find(hash, text, offset, length);
    return same == null ? new String(text, offset, length) : same;
  }

  /// A name of a kind that nobody bounds; the first ones met are kept as one string each.
  static @Nullable String word(JsonParser p, int max, NameTable words) throws IOException {
    String word = name(p, max, words);
    if (word != null && words.size() < words.limit()) {
      words.add(word);
    }
    return word;
  }

  static @Nullable Instant instant(JsonParser p) throws IOException {
    return p.currentToken() == JsonToken.VALUE_STRING
        ? Rfc3339.instant(p.getTextCharacters(), p.getTextOffset(), p.getTextLength())
        : null;
  }

  static @Nullable LocalDate date(JsonParser p) throws IOException {
    return p.currentToken() == JsonToken.VALUE_STRING
        ? Rfc3339.date(p.getTextCharacters(), p.getTextOffset(), p.getTextLength())
        : null;
  }

  static @Nullable LocalTime time(JsonParser p) throws IOException {
    return p.currentToken() == JsonToken.VALUE_STRING
        ? Rfc3339.time(p.getTextCharacters(), p.getTextOffset(), p.getTextLength())
        : null;
  }
}
