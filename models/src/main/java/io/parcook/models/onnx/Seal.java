package io.parcook.models.onnx;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A digest of a model's whole file in its own `metadata_props`. The digest by which a registry
/// names a file says that it is what was pushed; this one, that it is what was exported: a file
/// that was damaged before it was pushed carries a correct digest of damaged weights.
public final class Seal {

  public static final String KEY = "parcook.seal";

  /// The protobuf bytes of the property before its value: field 1 the key, field 2 of 71 bytes.
  private static final SelfDigest DIGEST = new SelfDigest(before());

  private Seal() {}

  /// The graph with a seal over its bytes as [OnnxGraph#bytes] writes them.
  public static OnnxGraph on(OnnxGraph graph) {
    Map<String, String> properties = new TreeMap<>(graph.metadata());
    properties.put(KEY, SelfDigest.BLANK);
    return OnnxGraph.parse(
        DIGEST.seal(graph.withMetadata(properties).bytes()), OnnxGraph.MOST_BYTES);
  }

  /// What the file's seal states, if it has one.
  public static Optional<String> stated(OnnxGraph graph) {
    return Optional.ofNullable(graph.metadata().get(KEY));
  }

  /// The seal that the file's bytes would have; empty words if there is no place for it.
  public static String found(byte[] file) {
    return DIGEST.found(file);
  }

  private static byte[] before() {
    byte[] key = KEY.getBytes(US_ASCII);
    byte[] before = new byte[key.length + 4];
    before[0] = 1 << 3 | 2;
    before[1] = (byte) key.length;
    System.arraycopy(key, 0, before, 2, key.length);
    before[key.length + 2] = 2 << 3 | 2;
    before[key.length + 3] = (byte) SelfDigest.BLANK.length();
    return before;
  }
}
