package io.parcook.models.adapter;

import io.parcook.models.card.CardProperties;
import io.parcook.models.onnx.Initializer;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.models.onnx.Seal;
import io.parcook.models.onnx.SelfDigest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a store's tuning made of a base model: some of its weights changed, and the card that says
/// on what and how. One safetensors file; the base's is never rewritten.
///
/// @param overrides by the base's initializer
public record Adapter(AdapterCard card, NavigableMap<String, WeightOverride> overrides) {

  /// Far more than the weights of any base that a store's night can tune.
  public static final int MOST_BYTES = 16 << 20;

  /// @throws InvalidAdapterException if a weight is not finite
  public Adapter {
    overrides = Collections.unmodifiableNavigableMap(new TreeMap<>(overrides));
    overrides.forEach(
        (name, change) -> {
          switch (change) {
            case WeightOverride.Whole whole -> finite(name, whole.values());
            case WeightOverride.LowRank factors -> {
              finite(name + WeightOverride.FIRST, factors.first());
              finite(name + WeightOverride.SECOND, factors.second());
            }
          }
        });
  }

  /// Reads an adapter; no more than [#MOST_BYTES] is ever in memory.
  ///
  /// @throws InvalidAdapterException if it is too large, damaged, or not an adapter
  public static Adapter read(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return parse(in.readNBytes(MOST_BYTES + 1));
    }
  }

  /// Reads an adapter from its file's bytes.
  ///
  /// @throws InvalidAdapterException if it is too large, damaged, or not an adapter
  public static Adapter parse(byte[] file) {
    if (file.length > MOST_BYTES) {
      throw new InvalidAdapterException(new AdapterFault.TooLarge(file.length, MOST_BYTES));
    }
    SafeTensors tensors = SafeTensors.parse(file);
    SealedBytes.check(file, tensors.metadata());
    AdapterCard card = AdapterProperties.read(tensors.metadata());
    return new Adapter(card, AdapterTensors.overrides(tensors.tensors()));
  }

  /// The file's bytes: the same for the same adapter.
  public byte[] bytes() {
    Map<String, String> metadata = new HashMap<>(AdapterProperties.of(card));
    metadata.put(SealedBytes.KEY, SelfDigest.BLANK);
    return SealedBytes.seal(new SafeTensors(metadata, AdapterTensors.of(overrides)).bytes());
  }

  /// Writes the file so that a reader sees the old one or the new one, never half of one, and so
  /// that it is on disk when this returns.
  public void write(Path file) throws IOException {
    Path whole = file.toAbsolutePath();
    Path part = whole.resolveSibling(whole.getFileName() + ".part");
    try (FileChannel out =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(bytes());
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /// The base with this adapter's weights and version, ready to be opened. The base is unchanged.
  ///
  /// @throws InvalidAdapterException if the adapter was tuned on another base, or does not fit it
  public OnnxGraph applyTo(OnnxGraph base) {
    if (!base.digest().equals(card.base())) {
      throw new InvalidAdapterException(new AdapterFault.OtherBase(card.base(), base.digest()));
    }
    Map<String, Initializer> known =
        base.initializers().stream().collect(Collectors.toMap(Initializer::name, one -> one));
    var values = new HashMap<String, float[]>();
    overrides.forEach(
        (name, change) -> {
          Initializer weights = known.get(name);
          if (weights == null || !weights.isFloat()) {
            throw new InvalidAdapterException(new AdapterFault.UnknownWeights(name));
          }
          if (!weights.shape().equals(change.shape())) {
            throw new InvalidAdapterException(
                new AdapterFault.OtherShape(name, change.shape(), weights.shape()));
          }
          values.put(name, finite(name, change.on(base.floats(name))));
        });
    var metadata = new HashMap<>(base.metadata());
    metadata.put(CardProperties.VERSION, card.version());
    metadata.remove(Seal.KEY);
    return base.withFloats(values).withMetadata(metadata);
  }

  private static float[] finite(String name, float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new InvalidAdapterException(new AdapterFault.NotFinite(name));
      }
    }
    return values;
  }
}
