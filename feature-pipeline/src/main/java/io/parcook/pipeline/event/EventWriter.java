package io.parcook.pipeline.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// Writes events as CloudEvents 1.0 in JSON (structured mode), the form that intake reads back to
/// the same record. Safe for use by many threads.
public final class EventWriter {

  /// Media type of one event.
  public static final String EVENT = "application/cloudevents+json";

  /// Media type of a JSON array of events.
  public static final String BATCH = "application/cloudevents-batch+json";

  private final JsonFactory json = new JsonFactory();

  /// One event as UTF-8 JSON on one line.
  public byte[] write(StoreEvent event) {
    var bytes = new ByteArrayOutputStream(256);
    try {
      write(event, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /// Several events as one JSON array, in order.
  public byte[] writeBatch(List<? extends StoreEvent> events) {
    var bytes = new ByteArrayOutputStream(256 * events.size() + 2);
    try (JsonGenerator out = json.createGenerator(bytes)) {
      out.writeStartArray();
      for (StoreEvent event : events) {
        write(event, out);
      }
      out.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /// One event as UTF-8 JSON on one line, without a line end; the stream stays open.
  public void write(StoreEvent event, OutputStream target) throws IOException {
    JsonGenerator out =
        json.createGenerator(target)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    try (out) {
      write(event, out);
    }
  }

  private static void write(StoreEvent event, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("specversion", "1.0");
    out.writeStringField("type", event.type());
    out.writeStringField("source", event.id().source());
    out.writeStringField("id", event.id().id());
    out.writeStringField("time", event.time().toString());
    out.writeObjectFieldStart("data");
    switch (event) {
      case Sale sale -> writeLines(sale.lines(), out);
      case Presence presence -> writePresence(presence, out);
      case Stock stock -> {
        out.writeStringField("item", stock.item());
        out.writeBooleanField("available", stock.available());
      }
      case Cook cook -> {
        out.writeStringField("item", cook.item());
        out.writeNumberField("cooked", cook.cooked());
        out.writeNumberField("discarded", cook.discarded());
        if (cook.counted() != null) {
          out.writeNumberField("counted", cook.counted());
        }
      }
      case BatchStep batch -> {
        out.writeStringField("batch", batch.batch());
        out.writeStringField("item", batch.item());
        out.writeNumberField("portions", batch.portions());
        out.writeStringField("step", batch.step().word());
      }
      case Adjusted adjusted -> {
        out.writeStringField("adjustment", adjusted.adjustment());
        writeTerms(adjusted.terms(), out);
      }
      case Context context -> writeFact(context.fact(), out);
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void writeLines(List<SaleLine> lines, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("lines");
    for (SaleLine line : lines) {
      out.writeStartObject();
      out.writeStringField("item", line.item());
      out.writeNumberField("quantity", line.quantity());
      if (line.isVoid()) {
        out.writeBooleanField("void", true);
      }
      if (line.channel() != null) {
        out.writeStringField("channel", line.channel());
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void writePresence(Presence presence, JsonGenerator out) throws IOException {
    out.writeStringField("zone", presence.zone());
    out.writeNumberField("entered", presence.entered());
    out.writeNumberField("left", presence.left());
    if (presence.occupancy() != null) {
      out.writeNumberField("occupancy", presence.occupancy());
    }
  }

  private static void writeTerms(Adjusted.Terms terms, JsonGenerator out) throws IOException {
    switch (terms) {
      case Adjusted.Slider slider -> {
        out.writeObjectFieldStart("slider");
        out.writeNumberField("factor", slider.factor());
        if (slider.station() != null) {
          out.writeStringField("station", slider.station());
        }
        if (slider.item() != null) {
          out.writeStringField("item", slider.item());
        }
        out.writeStringField("from", slider.from().toString());
        out.writeStringField("until", slider.until().toString());
        out.writeEndObject();
      }
      case Adjusted.Par par -> {
        out.writeObjectFieldStart("par");
        out.writeStringField("item", par.item());
        out.writeNumberField("portions", par.portions());
        out.writeStringField("from", par.from().toString());
        out.writeStringField("until", par.until().toString());
        out.writeEndObject();
      }
      case Adjusted.Ended _ -> out.writeBooleanField("ended", true);
    }
  }

  private static void writeFact(ContextFact fact, JsonGenerator out) throws IOException {
    switch (fact) {
      case ContextFact.Promotion promotion -> {
        out.writeObjectFieldStart("promotion");
        if (promotion.item() != null) {
          out.writeStringField("item", promotion.item());
        }
        out.writeStringField("from", promotion.from().toString());
        out.writeStringField("until", promotion.until().toString());
        out.writeNumberField("depth", promotion.depth());
      }
      case ContextFact.Weather weather -> {
        out.writeObjectFieldStart("weather");
        out.writeStringField("from", weather.from().toString());
        out.writeStringField("until", weather.until().toString());
        out.writeNumberField("temperature", weather.temperature());
        out.writeNumberField("rain", weather.rain());
      }
      case ContextFact.OpeningHours hours -> {
        out.writeObjectFieldStart("openingHours");
        out.writeStringField("date", hours.date().toString());
        out.writeStringField("opens", hours.opens().toString());
        out.writeStringField("closes", hours.closes().toString());
      }
    }
    out.writeEndObject();
  }
}
