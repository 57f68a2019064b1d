package io.parcook.sync.trust;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parcook.sync.disk.Digest;
import io.parcook.sync.registry.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which models are current, for a while: small, signed often, and asked for often (TUF's
/// timestamp, with its snapshot and targets in one, since a repository holds one line of models).
///
/// @param version one more each time
/// @param expires until when it is the last word; short, so that silence is noticed
/// @param minimum the least model number that may still serve
/// @param rings which model each group of stores is to have
public record Timestamp(long version, Instant expires, long minimum, List<Ring> rings) {

  public static final String PAYLOAD_TYPE = "application/vnd.parcook.timestamp.v1+json";
  private static final int MOST_RINGS = 64;

  /// Some stores and their model.
  ///
  /// @param name such as `canary`
  /// @param percent of the fleet's stores, by their id, that belong to this ring
  /// @param number of the model
  /// @param manifest of the model
  public record Ring(String name, int percent, long number, Digest manifest) {
    public Ring {
      if (name.isEmpty() || percent < 0 || percent > 100 || number < 0) {
        throw new IllegalArgumentException("a ring has a name, 0 to 100 percent, and a number");
      }
    }
  }

  public Timestamp {
    rings = List.copyOf(rings);
    Set<String> names = new HashSet<>();
    rings.forEach(ring -> names.add(ring.name()));
    if (rings.size() > MOST_RINGS || names.size() < rings.size()) {
      throw new IllegalArgumentException("it has two rings of a name, or more than " + MOST_RINGS);
    }
  }

  public Optional<Ring> ring(String name) {
    return rings.stream().filter(ring -> ring.name().equals(name)).findFirst();
  }

  /// The document with some keys' signatures.
  public Envelope sign(List<SigningKey> keys) {
    return Envelope.sign(PAYLOAD_TYPE, bytes(), keys);
  }

  byte[] bytes() {
    ObjectNode node = Json.object();
    node.put("version", version);
    node.put("expires", expires.toString());
    node.put("minimum", minimum);
    var array = node.putArray("rings");
    for (Ring ring : rings) {
      ObjectNode child = array.addObject();
      child.put("name", ring.name());
      child.put("percent", ring.percent());
      child.put("number", ring.number());
      child.put("manifest", ring.manifest().toString());
    }
    return Json.write(node);
  }

  /// @throws IllegalArgumentException if the bytes are no such document
  static Timestamp parse(byte[] bytes) {
    JsonNode node = Json.read(bytes);
    List<Ring> rings = new ArrayList<>();
    for (JsonNode each : node.path("rings")) {
      rings.add(
          new Ring(
              Json.text(each, "name"),
              each.path("percent").asInt(-1),
              each.path("number").asLong(-1),
              Digest.parse(Json.text(each, "manifest"))));
    }
    return new Timestamp(
        TrustRoot.version(node),
        TrustRoot.instant(node, "expires"),
        node.path("minimum").asLong(0),
        rings);
  }
}
