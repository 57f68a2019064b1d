package io.parcook.models.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The safetensors format (github.com/huggingface/safetensors, *Format*): eight bytes with the
/// header's length, the header as JSON, then the tensors' bytes, little-endian, without a gap.
///
/// @param metadata the header's `__metadata__`
/// @param tensors by name; all of 32-bit floats
record SafeTensors(Map<String, String> metadata, NavigableMap<String, Tensor> tensors) {

  /// Far more than the names of any adapter take.
  static final int MOST_HEADER = 1 << 20;

  static final int MOST_TENSORS = 4_096;

  private static final String METADATA = "__metadata__";
  private static final String TYPE = "F32";

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(4).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  SafeTensors {
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    tensors = Collections.unmodifiableNavigableMap(new TreeMap<>(tensors));
  }

  /// The file's bytes, the same for the same content: keys and tensors in the order of their names.
  byte[] bytes() {
    byte[] header = header();
    long floats = tensors.values().stream().mapToLong(t -> t.values().length).sum();
    ByteBuffer file =
        ByteBuffer.allocate(Math.toIntExact(Long.BYTES + header.length + floats * Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(header.length).put(header);
    for (Tensor tensor : tensors.values()) {
      file.asFloatBuffer().put(tensor.values());
      file.position(file.position() + tensor.values().length * Float.BYTES);
    }
    return file.array();
  }

  private byte[] header() {
    var out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeObjectField(METADATA, metadata);
      long at = 0;
      for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
        long end = at + (long) entry.getValue().values().length * Float.BYTES;
        json.writeObjectFieldStart(entry.getKey());
        json.writeStringField("dtype", TYPE);
        json.writeObjectField("shape", entry.getValue().shape());
        json.writeObjectField("data_offsets", new long[] {at, end});
        json.writeEndObject();
        at = end;
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to be written", e);
    }
    // The format wants the tensors aligned to eight bytes, by spaces behind the header.
    out.writeBytes(" ".repeat(Math.floorMod(-out.size(), Long.BYTES)).getBytes(UTF_8));
    return out.toByteArray();
  }

  /// Reads a file.
  ///
  /// @throws InvalidAdapterException if it breaks the format's rules, or holds more than bounds
  static SafeTensors parse(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    require(file.length > Long.BYTES, "it is too short");
    long length = bytes.getLong();
    require(length > 0 && length <= MOST_HEADER, "its header is " + length + " bytes long");
    require(length <= bytes.remaining(), "its header is longer than the file");
    require(bytes.get(bytes.position()) == '{', "its header does not begin with '{'");
    JsonNode header = header(file, (int) length);
    ByteBuffer data = bytes.slice(Long.BYTES + (int) length, bytes.remaining() - (int) length);
    data.order(ByteOrder.LITTLE_ENDIAN);
    var metadata = new TreeMap<String, String>();
    List<Span> spans = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : header.properties()) {
      if (entry.getKey().equals(METADATA)) {
        metadata(entry.getValue(), metadata);
      } else {
        spans.add(Span.of(entry.getKey(), entry.getValue()));
      }
    }
    require(spans.size() <= MOST_TENSORS, "it holds " + spans.size() + " tensors");
    return new SafeTensors(metadata, tensors(spans, data));
  }

  private static JsonNode header(byte[] file, int length) {
    try (JsonParser parser = JSON.createParser(file, Long.BYTES, length)) {
      JsonNode header = JSON.readValue(parser, JsonNode.class);
      require(header != null && header.isObject(), "its header is not an object");
      return header;
    } catch (IOException e) {
      throw refused("its header is not sound JSON");
    }
  }

  private static void metadata(JsonNode node, Map<String, String> metadata) {
    require(node.isObject(), METADATA + " is not an object");
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      require(entry.getValue().isTextual(), METADATA + " has '" + entry.getKey() + "' as no text");
      metadata.put(entry.getKey(), entry.getValue().textValue());
    }
  }

  /// Where a tensor lies in the data.
  private record Span(String name, List<Long> shape, long begin, long end) {

    static Span of(String name, JsonNode node) {
      String at = "tensor '" + name + "'";
      JsonNode type = node.path("dtype");
      require(node.isObject() && node.size() == 3 && type.isTextual(), at + " is ill described");
      if (!type.textValue().equals(TYPE)) {
        throw new InvalidAdapterException(new AdapterFault.NotFloats(name, type.textValue()));
      }
      List<Long> shape = numbers(node.path("shape"), at + " has no sound shape");
      List<Long> offsets = numbers(node.path("data_offsets"), at + " has no sound offsets");
      require(offsets.size() == 2, at + " has no sound offsets");
      long elements = 1;
      try {
        for (long axis : shape) {
          elements = Math.multiplyExact(elements, axis);
        }
        elements = Math.multiplyExact(elements, (long) Float.BYTES);
      } catch (ArithmeticException e) {
        throw refused(at + " is larger than can be counted");
      }
      long begin = offsets.getFirst();
      long end = offsets.getLast();
      require(begin <= end && end - begin == elements, at + " does not fill its offsets");
      return new Span(name, shape, begin, end);
    }

    private static List<Long> numbers(JsonNode node, String otherwise) {
      require(node.isArray() && node.size() <= 8, otherwise);
      List<Long> numbers = new ArrayList<>();
      for (JsonNode number : node) {
        require(number.canConvertToLong() && number.isIntegralNumber(), otherwise);
        require(number.longValue() >= 0, otherwise);
        numbers.add(number.longValue());
      }
      return numbers;
    }
  }

  /// Reads tensors that follow each other without overlap or gap, to the file's end.
  private static NavigableMap<String, Tensor> tensors(List<Span> spans, ByteBuffer data) {
    spans.sort(Comparator.comparingLong(Span::begin).thenComparingLong(Span::end));
    var tensors = new TreeMap<String, Tensor>();
    long at = 0;
    for (Span span : spans) {
      require(span.begin() == at, "tensor '" + span.name() + "' overlaps another or leaves a gap");
      require(span.end() <= data.limit(), "tensor '" + span.name() + "' ends beyond the file");
      var values = new float[(int) (span.end() - span.begin()) / Float.BYTES];
      data.position((int) span.begin());
      data.asFloatBuffer().get(values);
      tensors.put(span.name(), new Tensor(span.shape(), values));
      at = span.end();
    }
    require(at == data.limit(), "bytes follow its last tensor");
    return tensors;
  }

  private static void require(boolean holds, String detail) {
    if (!holds) {
      throw refused(detail);
    }
  }

  private static InvalidAdapterException refused(String detail) {
    return new InvalidAdapterException(new AdapterFault.NotSafetensors(detail));
  }
}
