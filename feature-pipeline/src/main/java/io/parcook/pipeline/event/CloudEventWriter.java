package io.parcook.pipeline.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// Writes events as CloudEvents 1.0 in structured JSON, as intake reads them. Times are written in
/// UTC. Safe for use by many threads.
public final class CloudEventWriter {

  private final JsonFactory json = new JsonFactory();

  /// One event.
  public byte[] write(StoreEvent event) {
    return write(out -> write(event, out));
  }

  /// A JSON array of events.
  public byte[] write(List<? extends StoreEvent> events) {
    return write(
        out -> {
          out.writeStartArray();
          for (StoreEvent event : events) {
            write(event, out);
          }
          out.writeEndArray();
        });
  }

  private interface Body {
    void to(JsonGenerator out) throws IOException;
  }

  private byte[] write(Body body) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(512)) {
      try (JsonGenerator out = json.createGenerator(bytes)) {
        body.to(out);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // writing to memory
    }
  }

  private static void write(StoreEvent event, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("specversion", "1.0");
    out.writeStringField("id", event.id().id());
    out.writeStringField("source", event.id().source());
    out.writeStringField("type", event.type());
    out.writeStringField("time", event.time().toString());
    out.writeObjectFieldStart("data");
    switch (event) {
      case Sale sale -> lines(sale, out);
      case Presence presence -> {
        out.writeStringField("zone", presence.zone());
        out.writeNumberField("entered", presence.entered());
        out.writeNumberField("left", presence.left());
        if (presence.occupancy() != null) {
          out.writeNumberField("occupancy", presence.occupancy());
        }
      }
      case Stock stock -> {
        out.writeStringField("item", stock.item());
        out.writeBooleanField("available", stock.available());
      }
      case Cook cook -> {
        out.writeStringField("item", cook.item());
        out.writeNumberField("cooked", cook.cooked());
        out.writeNumberField("discarded", cook.discarded());
      }
      case Context context -> fact(context.fact(), out);
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void lines(Sale sale, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("lines");
    for (SaleLine line : sale.lines()) {
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

  private static void fact(ContextFact fact, JsonGenerator out) throws IOException {
    switch (fact) {
      case ContextFact.Promotion p -> {
        out.writeObjectFieldStart("promotion");
        if (p.item() != null) {
          out.writeStringField("item", p.item());
        }
        out.writeStringField("from", p.from().toString());
        out.writeStringField("until", p.until().toString());
        out.writeNumberField("depth", p.depth());
      }
      case ContextFact.Weather w -> {
        out.writeObjectFieldStart("weather");
        out.writeStringField("from", w.from().toString());
        out.writeStringField("until", w.until().toString());
        out.writeNumberField("temperature", w.temperature());
        out.writeNumberField("rain", w.rain());
      }
      case ContextFact.OpeningHours h -> {
        out.writeObjectFieldStart("openingHours");
        out.writeStringField("date", h.date().toString());
        out.writeStringField("opens", h.opens().toString());
        out.writeStringField("closes", h.closes().toString());
      }
    }
    out.writeEndObject();
  }
}
