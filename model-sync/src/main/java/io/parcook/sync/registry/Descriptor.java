package io.parcook.sync.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parcook.sync.disk.Digest;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Says of some bytes what they are, how many, and their digest, before one fetches them.
///
/// @param size in bytes
/// @param artifactType of a manifest, what it is the manifest of
/// @param data the bytes themselves in Base64, where they are so few that they travel along
public record Descriptor(
    String mediaType,
    Digest digest,
    long size,
    @Nullable String artifactType,
    Map<String, String> annotations,
    @Nullable String data) {

  public Descriptor {
    annotations = Json.sorted(annotations);
    if (size < 0) {
      throw new IllegalArgumentException("A size is not negative: " + size);
    }
  }

  public Descriptor(String mediaType, Digest digest, long size) {
    this(mediaType, digest, size, null, Map.of(), null);
  }

  /// The descriptor of these bytes.
  public static Descriptor of(String mediaType, byte[] bytes) {
    return new Descriptor(mediaType, Digest.of(bytes), bytes.length);
  }

  /// The same with these annotations.
  public Descriptor annotated(Map<String, String> others) {
    return new Descriptor(mediaType, digest, size, artifactType, others, data);
  }

  /// The same with its bytes along.
  public Descriptor carrying(byte[] bytes) {
    String text = Base64.getEncoder().encodeToString(bytes);
    return new Descriptor(mediaType, digest, size, artifactType, annotations, text);
  }

  public Optional<String> annotation(String key) {
    return Optional.ofNullable(annotations.get(key));
  }

  static Descriptor read(JsonNode node) {
    long size = node.path("size").asLong(-1);
    if (size < 0) {
      throw new IllegalArgumentException("a descriptor has no size");
    }
    return new Descriptor(
        Json.text(node, "mediaType"),
        Digest.parse(Json.text(node, "digest")),
        size,
        Json.textOrNull(node, "artifactType"),
        Json.texts(node, "annotations"),
        Json.textOrNull(node, "data"));
  }

  ObjectNode node() {
    ObjectNode node = Json.object();
    node.put("mediaType", mediaType);
    node.put("digest", digest.toString());
    node.put("size", size);
    if (artifactType != null) {
      node.put("artifactType", artifactType);
    }
    if (data != null) {
      node.put("data", data);
    }
    Json.putTexts(node, "annotations", annotations);
    return node;
  }
}
