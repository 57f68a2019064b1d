package io.parcook.sync.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parcook.sync.disk.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An OCI image manifest: what an artifact is made of.
///
/// @param artifactType what it is, such as [MediaTypes#MODEL]
/// @param subject the manifest that this one refers to, if any: what it signs, tunes or scores
public record Manifest(
    @Nullable String artifactType,
    Descriptor config,
    List<Descriptor> layers,
    @Nullable Descriptor subject,
    Map<String, String> annotations) {

  /// Registries take no larger ones; nothing here reads one.
  public static final int MOST_BYTES = 4 << 20;

  /// Most layers; a model has a handful.
  public static final int MOST_LAYERS = 128;

  public Manifest {
    layers = List.copyOf(layers);
    annotations = Json.sorted(annotations);
    if (layers.size() > MOST_LAYERS) {
      throw new IllegalArgumentException(
          "it has %d layers; at most %d are taken".formatted(layers.size(), MOST_LAYERS));
    }
  }

  /// Reads a manifest.
  ///
  /// @throws IllegalArgumentException if the bytes are none, saying why
  public static Manifest parse(byte[] bytes) {
    JsonNode node = Json.read(bytes);
    if (!MediaTypes.MANIFEST.equals(Json.textOrNull(node, "mediaType"))) {
      throw new IllegalArgumentException(
          "it is of media type '%s', not %s"
              .formatted(Json.textOrNull(node, "mediaType"), MediaTypes.MANIFEST));
    }
    List<Descriptor> layers = new ArrayList<>();
    node.path("layers").forEach(layer -> layers.add(Descriptor.read(layer)));
    JsonNode subject = node.get("subject");
    return new Manifest(
        Json.textOrNull(node, "artifactType"),
        Descriptor.read(node.path("config")),
        layers,
        subject == null ? null : Descriptor.read(subject),
        Json.texts(node, "annotations"));
  }

  /// Its bytes; the same manifest has the same bytes always.
  public byte[] bytes() {
    ObjectNode node = Json.object();
    node.put("schemaVersion", 2);
    node.put("mediaType", MediaTypes.MANIFEST);
    if (artifactType != null) {
      node.put("artifactType", artifactType);
    }
    node.set("config", config.node());
    var array = node.putArray("layers");
    layers.forEach(layer -> array.add(layer.node()));
    if (subject != null) {
      node.set("subject", subject.node());
    }
    Json.putTexts(node, "annotations", annotations);
    return Json.write(node);
  }

  /// How others refer to it.
  public Descriptor descriptor() {
    byte[] bytes = bytes();
    return new Descriptor(
        MediaTypes.MANIFEST, Digest.of(bytes), bytes.length, artifactType, annotations, null);
  }
}
