package io.parcook.service.display;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.parcook.models.forecast.Forecast;
import io.parcook.models.forecast.ForecastSource;
import io.parcook.service.forecast.Made;
import io.parcook.service.forecast.NextHour;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;

/// The JSON of a forecast, the same in an answer and in the live stream.
final class ForecastJson {

  private static final JsonFactory JSON = new JsonFactory();

  private final String store;
  private final String zone;

  ForecastJson(String store, ZoneId zone) {
    this.store = store;
    this.zone = zone.getId();
  }

  byte[] write(Made made) {
    Forecast forecast = made.forecast();
    int numbers = forecast.values().length + 2 * forecast.usual().length;
    ByteArrayBuilder bytes = new ByteArrayBuilder(512 + 6 * numbers);
    try (JsonGenerator json = JSON.createGenerator((OutputStream) bytes)) {
      json.writeStartObject();
      writeHead(json, made);
      json.writeArrayFieldStart("items");
      Portions portions = new Portions();
      for (int item = 0; item < forecast.items().size(); item++) {
        writeItem(json, made, item, portions);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private void writeHead(JsonGenerator json, Made made) throws IOException {
    Forecast forecast = made.forecast();
    json.writeStringField("store", store);
    json.writeStringField("zone", zone);
    json.writeStringField("origin", forecast.origin().toString());
    json.writeStringField("madeAt", made.madeAt().toString());
    json.writeObjectFieldStart("source");
    switch (forecast.source()) {
      case ForecastSource.Model model -> {
        json.writeStringField("kind", "model");
        json.writeStringField("version", model.version());
      }
      case ForecastSource.UsualLevel usual -> {
        json.writeStringField("kind", "usual");
        json.writeStringField("reason", usual.reason());
      }
    }
    json.writeEndObject();
    json.writeStringField("interval", forecast.interval().toString());
    json.writeStringField("from", forecast.from().toString());
    json.writeNumberField("steps", forecast.steps());
    json.writeArrayFieldStart("levels");
    for (double level : forecast.levels()) {
      json.writeNumber(level);
    }
    json.writeEndArray();
  }

  private static void writeItem(JsonGenerator json, Made made, int item, Portions portions)
      throws IOException {
    Forecast forecast = made.forecast();
    json.writeStartObject();
    json.writeStringField("item", forecast.items().get(item));
    json.writeArrayFieldStart("expected");
    for (int step = 0; step < forecast.steps(); step++) {
      portions.write(json, forecast.expected(item, step));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("usual");
    for (int step = 0; step < forecast.steps(); step++) {
      portions.write(json, forecast.usual(item, step));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("quantiles");
    for (int step = 0; step < forecast.steps(); step++) {
      json.writeStartArray();
      for (int level = 0; level < forecast.levels().size(); level++) {
        portions.write(json, forecast.quantile(item, step, level));
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    writeNextHour(json, NextHour.of(forecast, item, made.madeAt()), portions);
    json.writeBooleanField("soldOut", made.soldOut().get(item));
    json.writeEndObject();
  }

  private static void writeNextHour(JsonGenerator json, NextHour hour, Portions portions)
      throws IOException {
    json.writeObjectFieldStart("nextHour");
    json.writeFieldName("expected");
    portions.write(json, hour.expected());
    json.writeFieldName("low");
    portions.write(json, hour.low());
    json.writeFieldName("high");
    portions.write(json, hour.high());
    json.writeFieldName("usual");
    portions.write(json, hour.usual());
    json.writeEndObject();
  }
}
