package io.parcook.models.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A model's graph as its file states it: read, asked, patched, written. Immutable; a patch gives
/// another graph and shares what it did not touch.
///
/// Tuned weights reach ONNX Runtime only this way, by replacing initializers here and opening the
/// session from [#bytes]: the runtime's own overrides are ignored under constant folding.
public final class OnnxGraph {

  /// More than any model this product makes; a store's disk and memory are small.
  public static final long MOST_BYTES = 64L << 20;

  private final ModelProto model;
  private final @Nullable String digest;

  OnnxGraph(ModelProto model) {
    this(model, null);
  }

  /// @param digest of the bytes that it was read from; null for a graph made here
  private OnnxGraph(ModelProto model, @Nullable String digest) {
    this.model = model;
    this.digest = digest;
    ExternalData.in(model)
        .ifPresent(
            tensor -> {
              throw new UnacceptableGraphException(new GraphFault.ExternalData(tensor));
            });
    refuseDuplicates(model);
  }

  /// Reads a file of at most `mostBytes`; no more than that is ever in memory.
  ///
  /// @throws UnacceptableGraphException if it is too large, not ONNX, or not all in one file
  public static OnnxGraph read(Path file, long mostBytes) throws IOException {
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes((int) Math.min(mostBytes + 1, Integer.MAX_VALUE - 8));
      return parse(bytes, mostBytes);
    }
  }

  /// Reads a graph from its bytes.
  ///
  /// @throws UnacceptableGraphException if it is too large, not ONNX, or not all in one file
  public static OnnxGraph parse(byte[] bytes, long mostBytes) {
    if (bytes.length > mostBytes) {
      throw new UnacceptableGraphException(new GraphFault.TooLarge(bytes.length, mostBytes));
    }
    try {
      ModelProto model = ModelProto.parseFrom(bytes);
      if (!model.hasGraph() || model.getGraph().getNodeCount() == 0) {
        throw new UnacceptableGraphException(new GraphFault.NotOnnx("it has no graph"));
      }
      return new OnnxGraph(model, Sha256.of(bytes));
    } catch (InvalidProtocolBufferException e) {
      throw new UnacceptableGraphException(new GraphFault.NotOnnx(String.valueOf(e.getMessage())));
    }
  }

  /// The parsed message, for whoever walks the nodes.
  public ModelProto proto() {
    return model;
  }

  public byte[] bytes() {
    return model.toByteArray();
  }

  /// `sha256:` and the digest of the file's bytes as they were read, by which an adapter names its
  /// base; of [#bytes] for a graph that was patched or built.
  public String digest() {
    return digest == null ? Sha256.of(bytes()) : digest;
  }

  /// Writes the graph so that a reader sees the old file or the new one, never half of one.
  public void write(Path file) throws IOException {
    Path whole = file.toAbsolutePath();
    Path part = whole.resolveSibling(whole.getFileName() + ".part");
    Files.write(part, bytes());
    Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /// The file's `metadata_props`.
  public Map<String, String> metadata() {
    var properties = new TreeMap<String, String>();
    model.getMetadataPropsList().forEach(p -> properties.put(p.getKey(), p.getValue()));
    return Collections.unmodifiableMap(properties);
  }

  /// The same graph with these `metadata_props` in place of its own.
  public OnnxGraph withMetadata(Map<String, String> properties) {
    var patched = model.toBuilder().clearMetadataProps();
    new TreeMap<>(properties)
        .forEach(
            (key, value) ->
                patched.addMetadataProps(
                    StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return new OnnxGraph(patched.build());
  }

  /// Its initializers, in file order.
  public List<Initializer> initializers() {
    return model.getGraph().getInitializerList().stream().map(Tensors::describe).toList();
  }

  /// A copy of a float initializer's values, row-major.
  ///
  /// @throws IllegalArgumentException if there is none of that name, or it is not of floats
  public float[] floats(String initializer) {
    return Tensors.floats(model.getGraph().getInitializer(placeOf(initializer)));
  }

  /// The same graph with other values in some float initializers; shapes stay, and a [Seal] goes.
  ///
  /// @throws IllegalArgumentException if a name is unknown or a count of values differs
  public OnnxGraph withFloats(Map<String, float[]> values) {
    var patched = unsealed();
    values.forEach(
        (name, floats) -> {
          int place = placeOf(name);
          TensorProto old = model.getGraph().getInitializer(place);
          patched.getGraphBuilder().setInitializer(place, Tensors.withFloats(old, floats));
        });
    return new OnnxGraph(patched.build());
  }

  private ModelProto.Builder unsealed() {
    var unsealed = model.toBuilder().clearMetadataProps();
    model.getMetadataPropsList().stream()
        .filter(property -> !property.getKey().equals(Seal.KEY))
        .forEach(unsealed::addMetadataProps);
    return unsealed;
  }

  private int placeOf(String initializer) {
    List<TensorProto> all = model.getGraph().getInitializerList();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).getName().equals(initializer)) {
        return i;
      }
    }
    throw new IllegalArgumentException("The graph has no initializer '" + initializer + "'");
  }

  private static void refuseDuplicates(ModelProto model) {
    var keys = new HashSet<String>();
    for (StringStringEntryProto property : model.getMetadataPropsList()) {
      if (!keys.add(property.getKey())) {
        throw new UnacceptableGraphException(new GraphFault.DuplicateProperty(property.getKey()));
      }
    }
    var names = new HashMap<String, TensorProto>();
    for (TensorProto tensor : model.getGraph().getInitializerList()) {
      if (names.put(tensor.getName(), tensor) != null) {
        throw new UnacceptableGraphException(new GraphFault.DuplicateInitializer(tensor.getName()));
      }
    }
  }
}
