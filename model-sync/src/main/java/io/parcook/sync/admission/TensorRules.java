package io.parcook.sync.admission;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/// What a tensor may be: numbers, as many as its shape says, and finite. ONNX Runtime makes room
/// for what a shape claims before it looks at what is there.
final class TensorRules {

  /// Bytes of an element, by data type.
  private static final Map<Integer, Integer> WIDTHS =
      Map.ofEntries(
          Map.entry(DataType.FLOAT_VALUE, 4),
          Map.entry(DataType.UINT8_VALUE, 1),
          Map.entry(DataType.INT8_VALUE, 1),
          Map.entry(DataType.UINT16_VALUE, 2),
          Map.entry(DataType.INT16_VALUE, 2),
          Map.entry(DataType.INT32_VALUE, 4),
          Map.entry(DataType.INT64_VALUE, 8),
          Map.entry(DataType.BOOL_VALUE, 1),
          Map.entry(DataType.FLOAT16_VALUE, 2),
          Map.entry(DataType.DOUBLE_VALUE, 8),
          Map.entry(DataType.UINT32_VALUE, 4),
          Map.entry(DataType.UINT64_VALUE, 8));

  private TensorRules() {}

  /// @return how many elements it has
  /// @throws RefusedModelException if it is not what it claims
  static long check(TensorProto tensor) {
    Integer width = WIDTHS.get(tensor.getDataType());
    if (width == null) {
      throw new RefusedModelException(
          new Refusal.Forbidden(
              "tensor '" + tensor.getName() + "' of type " + tensor.getDataType(),
              "is not of numbers that are known here"));
    }
    long claimed = claimed(tensor.getDimsList());
    ByteString raw = tensor.getRawData();
    long typed =
        (long) tensor.getFloatDataCount()
            + tensor.getInt32DataCount()
            + tensor.getInt64DataCount()
            + tensor.getDoubleDataCount()
            + tensor.getUint64DataCount();
    long held = typed + raw.size() / width;
    if (claimed != held || raw.size() % width != 0) {
      throw new RefusedModelException(new Refusal.Liar(tensor.getName(), claimed, held));
    }
    if (!isFinite(tensor)) {
      throw new RefusedModelException(new Refusal.NotFiniteWeight(tensor.getName()));
    }
    return held;
  }

  /// The count that a shape claims; -1 for one beyond counting or below nothing.
  private static long claimed(List<Long> shape) {
    long elements = 1;
    for (long length : shape) {
      if (length < 0 || Math.multiplyHigh(elements, length) != 0 || elements * length < 0) {
        return -1;
      }
      elements *= length;
    }
    return elements;
  }

  /// The count of elements that a tensor of whole numbers asks for where it stands for a shape or a
  /// bound: the product of those above 1. Empty for a tensor of anything else.
  static OptionalLong count(TensorProto tensor) {
    if (tensor.getDataType() != DataType.INT64_VALUE || tensor.getDimsCount() > 1) {
      return OptionalLong.empty();
    }
    LongStream wholes =
        tensor.hasRawData()
            ? LongStream.generate(longs(tensor.getRawData())::get)
                .limit(tensor.getRawData().size() / Long.BYTES)
            : tensor.getInt64DataList().stream().mapToLong(Long::longValue);
    return OptionalLong.of(
        wholes.reduce(
            1,
            (product, length) ->
                length <= 1
                    ? product
                    : Math.multiplyHigh(product, length) != 0 || product * length < 0
                        ? Long.MAX_VALUE
                        : product * length));
  }

  private static LongBuffer longs(ByteString raw) {
    return raw.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
  }

  private static boolean isFinite(TensorProto tensor) {
    ByteBuffer raw = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    boolean finite = true;
    if (tensor.getDataType() == DataType.FLOAT_VALUE) {
      while (raw.remaining() >= Float.BYTES) {
        finite &= Float.isFinite(raw.getFloat());
      }
    } else if (tensor.getDataType() == DataType.DOUBLE_VALUE) {
      while (raw.remaining() >= Double.BYTES) {
        finite &= Double.isFinite(raw.getDouble());
      }
    }
    return finite
        && tensor.getFloatDataList().stream().allMatch(Float::isFinite)
        && tensor.getDoubleDataList().stream().allMatch(Double::isFinite);
  }
}
