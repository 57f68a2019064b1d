package io.parcook.pipeline.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.parcook.pipeline.event.ContextFact;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/// Reads the `data` of `parcook.context.v1`: exactly one fact.
final class FactReader {

  private FactReader() {}

  static @Nullable Data read(JsonParser p, @Nullable NameTable items) throws IOException {
    ContextFact fact = null;
    int facts = 0;
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      boolean isObject = p.nextToken() == JsonToken.START_OBJECT;
      switch (name) {
        case "promotion" -> fact = isObject ? promotion(p, items) : null;
        case "weather" -> fact = isObject ? weather(p) : null;
        case "openingHours" -> fact = isObject ? openingHours(p) : null;
        default -> {
          p.skipChildren();
          continue;
        }
      }
      if (fact == null || ++facts > 1) {
        return null;
      }
    }
    return fact == null ? null : new Data.Fact(fact);
  }

  private static @Nullable ContextFact promotion(JsonParser p, @Nullable NameTable items)
      throws IOException {
    String item = null;
    Instant from = null;
    Instant until = null;
    double depth = 0;
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      p.nextToken();
      boolean accepted =
          switch (name) {
            case "item" -> (item = Field.name(p, Field.MAX_NAME, items)) != null;
            case "from" -> (from = Field.instant(p)) != null;
            case "until" -> (until = Field.instant(p)) != null;
            case "depth" -> {
              depth = Field.number(p, 0, 1);
              yield !Double.isNaN(depth);
            }
            default -> skipped(p);
          };
      if (!accepted) {
        return null;
      }
    }
    return from == null || until == null
        ? null
        : new ContextFact.Promotion(item, from, until, depth);
  }

  private static @Nullable ContextFact weather(JsonParser p) throws IOException {
    Instant from = null;
    Instant until = null;
    double temperature = Double.NaN;
    double rain = 0;
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      p.nextToken();
      boolean accepted =
          switch (name) {
            case "from" -> (from = Field.instant(p)) != null;
            case "until" -> (until = Field.instant(p)) != null;
            case "temperature" -> {
              temperature = Field.number(p, -100, 100);
              yield !Double.isNaN(temperature);
            }
            case "rain" -> {
              rain = Field.number(p, 0, 1_000);
              yield !Double.isNaN(rain);
            }
            default -> skipped(p);
          };
      if (!accepted) {
        return null;
      }
    }
    return from == null || until == null || Double.isNaN(temperature)
        ? null
        : new ContextFact.Weather(from, until, temperature, rain);
  }

  private static @Nullable ContextFact openingHours(JsonParser p) throws IOException {
    LocalDate date = null;
    LocalTime opens = null;
    LocalTime closes = null;
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      p.nextToken();
      boolean accepted =
          switch (name) {
            case "date" -> (date = Field.date(p)) != null;
            case "opens" -> (opens = Field.time(p)) != null;
            case "closes" -> (closes = Field.time(p)) != null;
            default -> skipped(p);
          };
      if (!accepted) {
        return null;
      }
    }
    return date == null || opens == null || closes == null
        ? null
        : new ContextFact.OpeningHours(date, opens, closes);
  }

  private static boolean skipped(JsonParser p) throws IOException {
    p.skipChildren();
    return true;
  }
}
