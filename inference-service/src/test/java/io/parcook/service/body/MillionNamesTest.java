package io.parcook.service.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parcook.service.testing.Http;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// In a store of its own: afterwards that store takes no new item.
@QuarkusTest
@TestProfile(MillionNamesTest.AStoreOfItsOwn.class)
class MillionNamesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /// The usual settings.
  public static final class AStoreOfItsOwn implements QuarkusTestProfile {}

  private final Http http = Http.ofTheTest();

  @Test
  void aMillionDistinctItemsFillTheListOfItemsAndNothingElse() throws IOException {
    int events = 1_000;
    int lines = 100;
    int a = 0;
    int quarantined = 0;
    for (int body = 0; body < 1_000_000 / (events * lines); body++) {
      StringBuilder batch = new StringBuilder("[");
      for (int event = 0; event < events; event++) {
        StringBuilder names = new StringBuilder();
        for (int line = 0; line < lines; line++) {
          names
              .append(line == 0 ? "" : ",")
              .append("{\"item\":\"n")
              .append(a++)
              .append("\",\"quantity\":1}");
        }
        batch
            .append(event == 0 ? "" : ",")
            .append("{\"specversion\":\"1.0\",\"id\":\"n")
            .append(a)
            .append("\",\"source\":\"/names\",\"type\":\"parcook.sale.v1\",\"time\":\"")
            .append(Instant.now())
            .append("\",\"data\":{\"lines\":[")
            .append(names)
            .append("]}}");
      }
      HttpResponse<String> answer = http.packedEvents(Http.gzip(batch.append(']').toString()));
      assertThat(answer.statusCode()).isEqualTo(202);
      quarantined += JSON.readTree(answer.body()).get("quarantined").asInt();
    }

    assertThat(a).isEqualTo(1_000_000);
    assertThat(quarantined).isGreaterThanOrEqualTo(10_000 - 500 / lines);
    assertThat(JSON.readTree(http.get("/api/v1/items").body()).get("items").size())
        .isLessThanOrEqualTo(500);
  }
}
