package io.parcook.sync.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// An OCI image index: a list of manifests. Immutable; whatever others wrote into it stays.
public final class ImageIndex {

  /// Most manifests of one index that are read.
  public static final int MOST_MANIFESTS = 20_000;

  private final ObjectNode node;

  private ImageIndex(ObjectNode node) {
    this.node = node;
  }

  /// An index of nothing.
  public static ImageIndex empty() {
    ObjectNode node = Json.object();
    node.put("schemaVersion", 2);
    node.put("mediaType", MediaTypes.INDEX);
    node.putArray("manifests");
    return new ImageIndex(node);
  }

  /// @throws IllegalArgumentException if the bytes are no image index, saying why
  public static ImageIndex parse(byte[] bytes) {
    ObjectNode node = Json.read(bytes);
    if (!(node.get("manifests") instanceof ArrayNode manifests)) {
      throw new IllegalArgumentException("it has no list of manifests");
    }
    if (manifests.size() > MOST_MANIFESTS) {
      throw new IllegalArgumentException(
          "it lists %d manifests; at most %d are read".formatted(manifests.size(), MOST_MANIFESTS));
    }
    ImageIndex index = new ImageIndex(node);
    index.manifests();
    return index;
  }

  public List<Descriptor> manifests() {
    List<Descriptor> all = new ArrayList<>();
    node.path("manifests").forEach(child -> all.add(Descriptor.read(child)));
    return all;
  }

  /// The same without the manifests that are meant.
  public ImageIndex without(Predicate<Descriptor> meant) {
    ObjectNode copy = node.deepCopy();
    ArrayNode kept = copy.putArray("manifests");
    for (JsonNode child : node.path("manifests")) {
      if (!meant.test(Descriptor.read(child))) {
        kept.add(child);
      }
    }
    return new ImageIndex(copy);
  }

  /// The same with one more.
  public ImageIndex with(Descriptor manifest) {
    ObjectNode copy = node.deepCopy();
    copy.withArray("manifests").add(manifest.node());
    return new ImageIndex(copy);
  }

  public byte[] bytes() {
    return Json.write(node);
  }
}
