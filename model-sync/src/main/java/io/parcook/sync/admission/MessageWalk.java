package io.parcook.sync.admission;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Map;

/// Walks a file's protobuf messages without making an object of any, so that a file can be judged
/// whose parsing alone would fill the memory: two bytes can be a message, and 64 MB of them are
/// 3 GB of objects. What passes is within the [Caps], has no field that the parser would skip and
/// another reader would not, and nothing of what no forecast needs.
final class MessageWalk {

  private static final Map<String, String> FORBIDDEN =
      Map.ofEntries(
          Map.entry("ModelProto.functions", "can give an operator another meaning"),
          Map.entry("ModelProto.training_info", "is run by no store"),
          Map.entry("GraphProto.sparse_initializer", "can be small in a file and huge in memory"),
          Map.entry("GraphProto.quantization_annotation", "is run by no store"),
          Map.entry("AttributeProto.g", "is a graph of its own: a loop or a branch"),
          Map.entry("AttributeProto.graphs", "are graphs of their own: loops or branches"),
          Map.entry("AttributeProto.sparse_tensor", "can be small in a file and huge in memory"),
          Map.entry("AttributeProto.sparse_tensors", "can be small in a file and huge in memory"),
          Map.entry("AttributeProto.ref_attr_name", "belongs to functions"),
          Map.entry("TensorProto.external_data", "reads another file of this machine"),
          Map.entry("TensorProto.segment", "is a part of a tensor that lies elsewhere"),
          Map.entry("TensorProto.string_data", "is text where weights belong"));

  private static final int FIXED32 = 4;
  private static final int FIXED64 = 8;

  private final Caps caps;
  private int parts;
  private int nodes;
  private long elements;

  private MessageWalk(Caps caps) {
    this.caps = caps;
  }

  /// @throws RefusedModelException at the first thing that must not be
  static void check(byte[] file, Caps caps) {
    var walk = new MessageWalk(caps);
    try {
      walk.message(CodedInputStream.newInstance(file), ModelProto.getDescriptor(), 1);
    } catch (InvalidProtocolBufferException e) {
      throw refused(new Refusal.NotOnnx(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      throw new AssertionError("an array can be read", e);
    }
  }

  private void message(CodedInputStream in, Descriptor type, int depth) throws IOException {
    atMost("parts", ++parts, caps.parts());
    atMost("layers of messages", depth, caps.depth());
    if (type.getName().equals("NodeProto")) {
      atMost("nodes", ++nodes, caps.nodes());
    }
    while (!in.isAtEnd()) {
      int tag = in.readTag();
      FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
      if (field == null) {
        throw refused(new Refusal.UnknownField(type.getName(), WireFormat.getTagFieldNumber(tag)));
      }
      String why = FORBIDDEN.get(type.getName() + "." + field.getName());
      if (why != null) {
        throw refused(new Refusal.Forbidden(type.getName() + "." + field.getName(), why));
      }
      int wire = WireFormat.getTagWireType(tag);
      boolean packed = wire == WireFormat.WIRETYPE_LENGTH_DELIMITED && field.isPackable();
      if (!packed && wire != field.getLiteType().getWireType()) {
        // Parsers keep such a field as an unknown one.
        throw refused(new Refusal.UnknownField(type.getName(), field.getNumber()));
      }
      field(in, field, wire, depth);
    }
  }

  private void field(CodedInputStream in, FieldDescriptor field, int wire, int depth)
      throws IOException {
    switch (wire) {
      case WireFormat.WIRETYPE_VARINT -> {
        long value = in.readRawVarint64();
        if (field.getFullName().endsWith("TensorProto.data_location") && value != 0) {
          throw refused(new Refusal.Forbidden("external data", "reads another file"));
        }
        count(field, 1);
      }
      case WireFormat.WIRETYPE_FIXED32 -> {
        in.skipRawBytes(FIXED32);
        count(field, 1);
      }
      case WireFormat.WIRETYPE_FIXED64 -> {
        in.skipRawBytes(FIXED64);
        count(field, 1);
      }
      case WireFormat.WIRETYPE_LENGTH_DELIMITED -> delimited(in, field, depth);
      default -> throw refused(new Refusal.NotOnnx("a group, which ONNX does not have"));
    }
  }

  private void delimited(CodedInputStream in, FieldDescriptor field, int depth) throws IOException {
    int length = in.readRawVarint32();
    if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      int outer = in.pushLimit(length);
      message(in, field.getMessageType(), depth + 1);
      in.popLimit(outer);
      return;
    }
    switch (field.getJavaType()) {
      case STRING, BYTE_STRING -> {
        if (field.isRepeated()) {
          atMost("parts", ++parts, caps.parts());
        }
        in.skipRawBytes(length);
      }
      case INT, LONG, ENUM, BOOLEAN -> {
        int outer = in.pushLimit(length);
        long values = 0;
        while (!in.isAtEnd()) {
          in.readRawVarint64();
          values++;
        }
        in.popLimit(outer);
        count(field, values);
      }
      case FLOAT -> packed(in, field, length, FIXED32);
      case DOUBLE -> packed(in, field, length, FIXED64);
      case MESSAGE -> throw new AssertionError("walked above");
    }
  }

  private void packed(CodedInputStream in, FieldDescriptor field, int length, int width)
      throws IOException {
    in.skipRawBytes(length);
    count(field, length / width);
  }

  private void count(FieldDescriptor field, long values) {
    if (field.isRepeated()) {
      elements += values;
      atMost("elements", elements, caps.elements());
    }
  }

  private static void atMost(String what, long found, long most) {
    if (found > most) {
      throw refused(new Refusal.TooMany(what, found, most));
    }
  }

  private static RefusedModelException refused(Refusal refusal) {
    return new RefusedModelException(refusal);
  }
}
