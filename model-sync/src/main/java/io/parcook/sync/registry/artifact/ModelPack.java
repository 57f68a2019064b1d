package io.parcook.sync.registry.artifact;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parcook.sync.disk.Digest;
import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.Json;
import io.parcook.sync.registry.Manifest;
import io.parcook.sync.registry.MediaTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Packs models and adapters as CNCF ModelPack artifacts, which other tools read too. The first
/// layer is the plain file, as it is; what only a store of ours understands, the deltas, follows.
///
/// A delta that would save less than half of the file is left out.
public final class ModelPack {

  /// Most deltas of one model: the manifest travels to every store.
  public static final int MOST_DELTAS = 8;

  public static final String MODEL = "model";
  public static final String ADAPTER = "adapter";

  private ModelPack() {}

  /// A model.
  ///
  /// @param onnx the single ONNX file
  /// @param card its card as properties
  /// @param version the card's name and version
  /// @param number grows with every model that is published
  /// @param bases earlier models' files that stores may have
  public static Packed model(
      byte[] onnx, Map<String, String> card, String version, long number, List<byte[]> bases) {
    Descriptor weight =
        Descriptor.of(MediaTypes.WEIGHT, onnx).annotated(Map.of(Annotations.FILE, "model.onnx"));
    ObjectNode properties = Json.object();
    new TreeMap<>(card).forEach(properties::put);
    byte[] cardBytes = Json.write(properties);
    Map<Descriptor, byte[]> blobs = new LinkedHashMap<>();
    blobs.put(weight, onnx);
    blobs.put(
        Descriptor.of(MediaTypes.WEIGHT_CONFIG, cardBytes)
            .annotated(Map.of(Annotations.FILE, "card.json")),
        cardBytes);
    bases.stream().limit(MOST_DELTAS).forEach(base -> addDelta(blobs, base, onnx, weight));
    return packed(
        blobs,
        "onnx",
        version,
        null,
        Map.of(
            Annotations.KIND,
            MODEL,
            Annotations.VERSION,
            version,
            Annotations.NUMBER,
            Long.toString(number)));
  }

  private static void addDelta(
      Map<Descriptor, byte[]> blobs, byte[] base, byte[] onnx, Descriptor weight) {
    byte[] delta = DeltaWriter.write(base, onnx);
    Digest of = Digest.of(base);
    if (delta.length < onnx.length / 2 && !of.equals(weight.digest())) {
      Descriptor layer =
          Descriptor.of(MediaTypes.WEIGHT_DELTA, delta)
              .annotated(
                  Map.of(
                      Annotations.BASE,
                      of.toString(),
                      Annotations.RESULT,
                      weight.digest().toString()));
      blobs.put(layer, delta);
    }
  }

  /// Weights that one store tuned, as a referrer of the model that they belong to.
  ///
  /// @param safetensors the adapter's file
  /// @param base the manifest of the model
  /// @param store that tuned it
  /// @param others what else is said of it, such as its score
  public static Packed adapter(
      byte[] safetensors, Descriptor base, String store, Map<String, String> others) {
    Descriptor weight =
        Descriptor.of(MediaTypes.WEIGHT, safetensors)
            .annotated(Map.of(Annotations.FILE, "adapter.safetensors"));
    Map<String, String> annotations = new TreeMap<>(others);
    annotations.put(Annotations.KIND, ADAPTER);
    annotations.put(Annotations.STORE, store);
    return packed(
        Map.of(weight, safetensors), "safetensors", "adapter of " + store, base, annotations);
  }

  private static Packed packed(
      Map<Descriptor, byte[]> layers,
      String format,
      String version,
      @Nullable Descriptor subject,
      Map<String, String> annotations) {
    ObjectNode config = Json.object();
    config.putObject("descriptor").put("vendor", "Parcook").put("version", version);
    config.putObject("config").put("format", format);
    var files = config.putObject("modelfs").put("type", "layers").putArray("diffIds");
    layers.keySet().forEach(layer -> files.add(layer.digest().toString()));
    byte[] configBytes = Json.write(config);
    Descriptor configDescriptor = Descriptor.of(MediaTypes.MODEL_CONFIG, configBytes);
    Map<Descriptor, byte[]> blobs = new LinkedHashMap<>(layers);
    blobs.put(configDescriptor, configBytes);
    Manifest manifest =
        new Manifest(
            MediaTypes.MODEL,
            configDescriptor,
            new ArrayList<>(layers.keySet()),
            subject == null
                ? null
                : new Descriptor(subject.mediaType(), subject.digest(), subject.size()),
            annotations);
    return new Packed(manifest, blobs);
  }
}
