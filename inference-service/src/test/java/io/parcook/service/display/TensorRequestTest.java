package io.parcook.service.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TensorRequestTest {

  @Test
  void flatAndNestedDataAreTheSame() throws TensorRequest.Unfit {
    String head = "{\"id\":\"7\",\"inputs\":[{\"name\":\"features\",\"datatype\":\"FP32\",";
    TensorRequest flat = read(head + "\"shape\":[2,2],\"data\":[1,2.5,3,-4]}]}");
    TensorRequest nested =
        read(head + "\"data\":[[1,2.5],[3,-4]],\"shape\":[2,2],\"parameters\":{\"a\":[1]}}]}");

    assertThat(flat.data()).containsExactly(1, 2.5f, 3, -4);
    assertThat(nested.data()).containsExactly(flat.data());
    assertThat(nested.rows()).isEqualTo(2);
    assertThat(nested.id()).isEqualTo("7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"inputs\":{}}",
        "{\"inputs\":[]}",
        "{\"inputs\":[{}]}",
        "{\"inputs\":[{\"name\":\"f\",\"datatype\":\"INT64\",\"shape\":[1,1],\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"f\",\"datatype\":\"FP32\",\"shape\":[2,1],\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"f\",\"datatype\":\"FP32\",\"shape\":[-1,-1],\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"f\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"f\",\"datatype\":\"FP32\",\"shape\":[1,1,1],\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"f\",\"datatype\":\"FP32\",\"shape\":[1,1],\"data\":[\"1\"]}]}",
        "{\"inputs\":[{\"name\":\"f\",\"datatype\":\"FP32\",\"shape\":[1,1],\"data\":[1",
        "{\"inputs\":[{\"datatype\":\"FP32\",\"shape\":[4294967296,4294967296],\"data\":[]}]}",
      })
  void whatDoesNotFitIsToldWhy(String body) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOf(TensorRequest.Unfit.class)
        .hasMessageMatching("(?s).{10,}");
  }

  private static TensorRequest read(String body) throws TensorRequest.Unfit {
    return TensorRequest.read(body.getBytes(StandardCharsets.UTF_8));
  }
}
