package io.parcook.tuning.operator;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A node of a graph as its operator reads it. Every attribute has to be asked for by the time the
/// operator is bound: one that nobody knows might change the meaning, and so makes the node
/// unsupported.
public final class Node {

  private final NodeProto proto;
  private final int opset;
  private final Map<String, AttributeProto> unread = new LinkedHashMap<>();

  /// @param opset the version of the standard domain that the graph is written in
  public Node(NodeProto proto, int opset) {
    this.proto = proto;
    this.opset = opset;
    proto.getAttributeList().forEach(attribute -> unread.put(attribute.getName(), attribute));
  }

  public String operator() {
    return proto.getOpType();
  }

  public int opset() {
    return opset;
  }

  /// How many inputs it names, given or not.
  public int inputs() {
    return proto.getInputCount();
  }

  /// Whether an input is given.
  public boolean has(int input) {
    return input < proto.getInputCount() && !proto.getInput(input).isEmpty();
  }

  /// How many outputs it names.
  public int outputs() {
    return proto.getOutputCount();
  }

  /// Whether an output has a name, so that somebody may read it.
  public boolean gives(int output) {
    return output < proto.getOutputCount() && !proto.getOutput(output).isEmpty();
  }

  /// Whether an attribute stands in the file.
  public boolean states(String attribute) {
    return unread.containsKey(attribute);
  }

  public float number(String attribute, float otherwise) {
    return take(attribute).map(AttributeProto::getF).orElse(otherwise);
  }

  public long whole(String attribute, long otherwise) {
    return take(attribute).map(AttributeProto::getI).orElse(otherwise);
  }

  public boolean flag(String attribute, boolean otherwise) {
    return whole(attribute, otherwise ? 1 : 0) != 0;
  }

  public String word(String attribute, String otherwise) {
    return take(attribute).map(a -> a.getS().toStringUtf8()).orElse(otherwise);
  }

  /// A list of whole numbers; empty if it is not stated.
  public Optional<long[]> wholes(String attribute) {
    return take(attribute).map(a -> a.getIntsList().stream().mapToLong(Long::longValue).toArray());
  }

  /// A list of numbers; empty if it is not stated.
  public Optional<float[]> numbers(String attribute) {
    return take(attribute).map(AttributeProto::getFloatsList).map(Node::toArray);
  }

  /// A list of words; empty if it is not stated.
  public List<String> words(String attribute) {
    return take(attribute)
        .map(a -> a.getStringsList().stream().map(s -> s.toStringUtf8()).toList())
        .orElse(List.of());
  }

  public Optional<TensorProto> tensor(String attribute) {
    return take(attribute).map(AttributeProto::getT);
  }

  /// Takes note of an attribute that changes nothing here.
  public void ignore(String attribute) {
    unread.remove(attribute);
  }

  /// The attributes that nobody asked for so far.
  public Set<String> unread() {
    return Set.copyOf(unread.keySet());
  }

  private Optional<AttributeProto> take(String attribute) {
    return Optional.ofNullable(unread.remove(attribute));
  }

  private static float[] toArray(List<Float> list) {
    var values = new float[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = list.get(i);
    }
    return values;
  }
}
