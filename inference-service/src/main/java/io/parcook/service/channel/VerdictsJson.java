package io.parcook.service.channel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.intake.Verdict;
import io.parcook.pipeline.ledger.Receipt;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes what became of each delivered event: `{"accepted":n,"repeated":n,"quarantined":n,
/// "verdicts":[{"id","source","outcome","reason"?,"detail"?}…]}`, in the order of the body.
final class VerdictsJson {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int BYTES_AN_EVENT = 96;

  private VerdictsJson() {}

  static Buffer write(List<? extends Verdict> verdicts, List<Receipt> receipts) {
    Tally tally = Tally.of(receipts);
    ByteArrayBuilder bytes = new ByteArrayBuilder(96 + verdicts.size() * BYTES_AN_EVENT);
    try (JsonGenerator json = JSON.createGenerator((OutputStream) bytes)) {
      json.writeStartObject();
      json.writeNumberField("accepted", tally.stored());
      json.writeNumberField("repeated", tally.repeated());
      json.writeNumberField("quarantined", tally.quarantined());
      json.writeArrayFieldStart("verdicts");
      for (int i = 0; i < verdicts.size(); i++) {
        write(json, verdicts.get(i), receipts.get(i));
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Buffer.buffer(bytes.toByteArray());
  }

  private static void write(JsonGenerator json, Verdict verdict, Receipt receipt)
      throws IOException {
    json.writeStartObject();
    switch (verdict) {
      case Verdict.Accepted accepted -> {
        writeId(json, accepted.event().id());
        json.writeStringField("outcome", outcome(receipt));
      }
      case Verdict.Quarantined quarantined -> {
        writeId(json, quarantined.id());
        json.writeStringField("outcome", outcome(receipt));
        json.writeStringField("reason", quarantined.reason().name());
        json.writeStringField("detail", quarantined.detail());
      }
    }
    json.writeEndObject();
  }

  private static void writeId(JsonGenerator json, @Nullable EventId id) throws IOException {
    if (id != null) {
      json.writeStringField("id", id.id());
      json.writeStringField("source", id.source());
    }
  }

  private static String outcome(Receipt receipt) {
    return switch (receipt.outcome()) {
      case STORED -> "stored";
      case REPEATED -> "repeated";
      case QUARANTINED -> "quarantined";
    };
  }
}
