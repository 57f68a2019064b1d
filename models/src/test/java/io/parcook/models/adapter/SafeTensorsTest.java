package io.parcook.models.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SafeTensorsTest {

  @Test
  void scalarsAndEmptyTensorsAreTensors() {
    var tensors = new TreeMap<String, Tensor>();
    tensors.put("scalar", new Tensor(List.of(), new float[] {2}));
    tensors.put("none", new Tensor(List.of(0L, 4L), new float[0]));
    var back = SafeTensors.parse(new SafeTensors(Map.of("a", "ü\"\\"), tensors).bytes());
    assertThat(back.metadata()).containsExactly(Map.entry("a", "ü\"\\"));
    assertThat(back.tensors()).usingRecursiveComparison().isEqualTo(tensors);
  }

  @Test
  void theDataBeginAtAMultipleOfEightBytes() {
    for (String name : List.of("a", "ab", "abc", "abcd", "abcde")) {
      var tensors = new TreeMap<>(Map.of(name, new Tensor(List.of(1L), new float[] {1})));
      byte[] file = new SafeTensors(Map.of(), tensors).bytes();
      assertThat((file.length - Float.BYTES) % 8).as(name).isZero();
    }
  }

  @Test
  void whatBreaksTheFormatIsRefusedWithItsReason() {
    refused("[]", 0, "does not begin with '{'");
    refused("{\"a\":1", 0, "not sound JSON");
    refused("{}{}", 0, "not sound JSON");
    refused("{\"a\":1}", 0, "ill described");
    refused("{\"a\":1,\"a\":2}", 0, "not sound JSON");
    refused("{\"__metadata__\":{\"a\":1}}", 0, "as no text");
    refused(tensor("a", "F16", "[2]", 0, 4), 4, "adapters hold F32");
    refused(tensor("a", "F32", "[2]", 0, 4), 4, "does not fill its offsets");
    refused(tensor("a", "F32", "[-1]", 0, 4), 4, "no sound shape");
    refused(tensor("a", "F32", "[1.5]", 0, 4), 4, "no sound shape");
    refused(tensor("a", "F32", "[4611686018427387905,4]", 0, 4), 4, "can be counted");
    refused(tensor("a", "F32", "[1]", 4, 8), 8, "overlaps another or leaves a gap");
    refused(tensor("a", "F32", "[2]", 0, 8), 4, "ends beyond the file");
    refused(tensor("a", "F32", "[1]", 0, 4), 8, "bytes follow its last tensor");
    String two = tensor("a", "F32", "[1]", 0, 4) + tensor("b", "F32", "[1]", 0, 4);
    refused(two.replace("}{", ","), 4, "overlaps another");
    refused("{" + "\"x\":{".repeat(9) + "}".repeat(10), 0, "not sound JSON");
  }

  @Test
  void aHeaderThatClaimsToBeHugeTakesNoMemory() {
    for (long length : new long[] {-1, 0, 9, SafeTensors.MOST_HEADER + 1L, Long.MAX_VALUE}) {
      byte[] file = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
      assertThatThrownBy(() -> SafeTensors.parse(file))
          .isInstanceOf(InvalidAdapterException.class)
          .hasMessageContaining("header");
    }
    assertThatThrownBy(() -> SafeTensors.parse(new byte[3])).hasMessageContaining("too short");
  }

  private static String tensor(String name, String type, String shape, int begin, int end) {
    return "{\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}}"
        .formatted(name, type, shape, begin, end);
  }

  private static void refused(String header, int data, String reason) {
    byte[] json = header.getBytes(UTF_8);
    byte[] file =
        ByteBuffer.allocate(8 + json.length + data)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length)
            .put(json)
            .array();
    assertThatThrownBy(() -> SafeTensors.parse(file))
        .as(header)
        .isInstanceOf(InvalidAdapterException.class)
        .hasMessageContaining(reason);
  }
}
