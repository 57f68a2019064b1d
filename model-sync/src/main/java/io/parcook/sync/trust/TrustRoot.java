package io.parcook.sync.trust;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parcook.sync.registry.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The keys that a store pins: who may name new keys, who signs models, who signs timestamps. The
/// first one is configured; each later one is signed by enough keys of the one before and of its
/// own (TUF 5.3), so keys are replaced without touching a store.
///
/// @param version one more with each rotation
/// @param expires until when it may be relied upon
public record TrustRoot(long version, Instant expires, Role root, Role models, Role timestamp) {

  public static final String PAYLOAD_TYPE = "application/vnd.parcook.root.v1+json";

  /// Keys without rotation: one role for all, for ever.
  public static TrustRoot pinned(Role role) {
    return new TrustRoot(1, Instant.MAX, role, role, role);
  }

  /// The document with some keys' signatures.
  public Envelope sign(List<SigningKey> keys) {
    return Envelope.sign(PAYLOAD_TYPE, bytes(), keys);
  }

  /// What is signed.
  public byte[] bytes() {
    ObjectNode node = Json.object();
    node.put("version", version);
    node.put("expires", expires.toString());
    node.set("root", node(root));
    node.set("models", node(models));
    node.set("timestamp", node(timestamp));
    return Json.write(node);
  }

  /// Reads what [#bytes] wrote. Nothing in it is checked by that: [Verifier] does.
  ///
  /// @throws IllegalArgumentException if the bytes are no such document
  public static TrustRoot parse(byte[] bytes) {
    JsonNode node = Json.read(bytes);
    return new TrustRoot(
        version(node),
        instant(node, "expires"),
        role(node.path("root")),
        role(node.path("models")),
        role(node.path("timestamp")));
  }

  static long version(JsonNode node) {
    long version = node.path("version").asLong(0);
    if (version < 1) {
      throw new IllegalArgumentException("it has no version");
    }
    return version;
  }

  static Instant instant(JsonNode node, String field) {
    try {
      return Instant.parse(Json.text(node, field));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("its '" + field + "' is no instant", e);
    }
  }

  private static ObjectNode node(Role role) {
    ObjectNode node = Json.object();
    node.put("threshold", role.threshold());
    var keys = node.putArray("keys");
    role.keys().forEach(key -> keys.add(key.encoded()));
    return node;
  }

  private static Role role(JsonNode node) {
    List<TrustedKey> keys = new ArrayList<>();
    node.path("keys").forEach(key -> keys.add(TrustedKey.decode(key.asText())));
    return new Role(keys, node.path("threshold").asInt(0));
  }
}
