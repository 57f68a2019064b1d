package io.parcook.pipeline.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.parcook.pipeline.event.EventId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// What a store reports of itself, as CloudEvents of the type `parcook.report.v1`: intake does not
/// take them from anybody, so each one in the ledger is the store's own.
public final class Reports {

  private static final byte[] START =
      "{\"specversion\":\"1.0\",\"type\":\"parcook.report.v1\"".getBytes(StandardCharsets.US_ASCII);

  private static final JsonFactory JSON = new JsonFactory();

  private Reports() {}

  /// Writes a report.
  ///
  /// @param kind such as `health`
  /// @param facts by name, in the order of their names
  public static byte[] write(EventId id, Instant time, String kind, Map<String, String> facts) {
    var bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("specversion", "1.0");
      out.writeStringField("type", "parcook.report.v1");
      out.writeStringField("source", id.source());
      out.writeStringField("id", id.id());
      out.writeStringField("time", time.toString());
      out.writeObjectFieldStart("data");
      out.writeStringField("kind", kind);
      out.writeObjectFieldStart("facts");
      for (Map.Entry<String, String> fact : new TreeMap<>(facts).entrySet()) {
        out.writeStringField(fact.getKey(), fact.getValue());
      }
      out.writeEndObject();
      out.writeEndObject();
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /// Whether an event of the ledger is a report.
  public static boolean isReport(byte[] event) {
    return event.length >= START.length
        && Arrays.equals(event, 0, START.length, START, 0, START.length);
  }
}
