package io.parcook.sync.trust;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parcook.sync.registry.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// A DSSE envelope (Dead Simple Signing Envelope 1.0): a payload, its type, and signatures over
/// both. What is signed is [#signed], so a payload cannot be taken for one of another type.
public record Envelope(String payloadType, byte[] payload, List<KeySignature> signatures) {

  public static final int MOST_BYTES = 1 << 20;
  private static final int MOST_SIGNATURES = 32;

  /// One signature; the id says by which key, and is only a hint.
  public record KeySignature(String keyId, byte[] signature) {}

  public Envelope {
    signatures = List.copyOf(signatures);
  }

  /// Signs a payload with some keys.
  public static Envelope sign(String payloadType, byte[] payload, List<SigningKey> keys) {
    Envelope unsigned = new Envelope(payloadType, payload, List.of());
    return new Envelope(
        payloadType,
        payload,
        keys.stream()
            .map(key -> new KeySignature(key.trusted().id(), key.sign(unsigned.signed())))
            .toList());
  }

  /// Reads an envelope's JSON.
  ///
  /// @throws IllegalArgumentException if it is none
  public static Envelope parse(byte[] json) {
    if (json.length > MOST_BYTES) {
      throw new IllegalArgumentException("it has more than " + MOST_BYTES + " bytes");
    }
    return read(Json.read(json));
  }

  static Envelope read(JsonNode node) {
    Base64.Decoder base64 = Base64.getDecoder();
    List<KeySignature> signatures = new ArrayList<>();
    for (JsonNode each : node.path("signatures")) {
      if (signatures.size() == MOST_SIGNATURES) {
        throw new IllegalArgumentException("it has more than " + MOST_SIGNATURES + " signatures");
      }
      signatures.add(
          new KeySignature(each.path("keyid").asText(""), base64.decode(Json.text(each, "sig"))));
    }
    return new Envelope(
        Json.text(node, "payloadType"), base64.decode(Json.text(node, "payload")), signatures);
  }

  ObjectNode node() {
    Base64.Encoder base64 = Base64.getEncoder();
    ObjectNode node = Json.object();
    node.put("payload", base64.encodeToString(payload));
    node.put("payloadType", payloadType);
    var array = node.putArray("signatures");
    for (KeySignature each : signatures) {
      ObjectNode child = array.addObject();
      child.put("sig", base64.encodeToString(each.signature()));
      child.put("keyid", each.keyId());
    }
    return node;
  }

  public byte[] json() {
    return Json.write(node());
  }

  /// DSSE's pre-authentication encoding.
  public byte[] signed() {
    byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(("DSSEv1 " + type.length + " ").getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(type);
    out.writeBytes((" " + payload.length + " ").getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(payload);
    return out.toByteArray();
  }
}
