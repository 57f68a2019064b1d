package io.parcook.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parcook.service.testing.Http;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ProblemsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Http http = Http.ofTheTest();

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/nothing, 404, not-found",
    "GET, /nothing/at/all, 404, not-found",
    "PUT, /api/v1/store, 405, method-not-allowed",
    "GET, /api/v1/events, 405, method-not-allowed",
    "DELETE, /api/v1/forecasts/stream, 405, method-not-allowed",
    "GET, /api/v1/forecasts?from=yesterday, 400, bad-request",
    "GET, /api/v1/forecasts?steps=0, 400, bad-request",
    "GET, /api/v1/forecasts?steps=many, 400, bad-request",
    "GET, /api/v1/forecasts?horizon=6h, 400, bad-request",
    "GET, /api/v1/forecasts?steps=4&horizon=PT1H, 400, bad-request",
    "GET, /api/v1/forecasts?from=2001-01-01T00:00:00Z, 400, bad-request",
    "GET, /api/v1/forecasts?item=never%20sold, 404, not-found",
    "GET, /api/v1/counts?by=year, 400, bad-request",
    "GET, /api/v1/counts?by=interval, 400, bad-request",
    "GET, /api/v1/quarantine?limit=1000, 400, bad-request",
    "POST, /api/v1/plan/no%2Fsuch%2Fbatch/started, 404, not-found",
    "POST, /api/v1/plan/adjustments, 400, bad-request",
    "POST, /api/v1/plan/cook, 400, bad-request",
    "DELETE, /api/v1/plan/adjustments/none, 404, not-found",
    "DELETE, /api/v1/plan/stream, 405, method-not-allowed",
    "GET, /api/v1/days/tomorrow, 400, bad-request",
    "GET, /api/v1/days/2999-01-01, 404, not-found",
  })
  void everyErrorIsAProblem(String method, String path, int status, String kind)
      throws IOException {
    HttpResponse<String> answer =
        http.send(http.to(path).method(method, HttpRequest.BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.get("type").asText()).isEqualTo("urn:parcook:problem:" + kind);
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("title").asText()).isNotEmpty();
    assertThat(problem.get("detail").asText()).isNotEmpty();
    if (status == 405) {
      assertThat(answer.headers().firstValue("Allow")).isPresent();
    }
  }

  @ParameterizedTest
  @CsvSource({"/v2/models/other", "/v2/nothing", "/v2/models/demand/versions/none"})
  void theInferenceProtocolHasItsOwnErrors(String path) throws IOException {
    HttpResponse<String> answer = http.get(path);

    assertThat(answer.statusCode()).isIn(404, 503);
    assertThat(JSON.readTree(answer.body()).get("error").asText()).isNotEmpty();
  }

  @Test
  void theInterfaceIsDescribedWithExamples() {
    String openApi = http.get("/q/openapi").body();

    assertThat(openApi)
        .contains("/api/v1/events:", "/api/v1/forecasts:", "/api/v1/forecasts/stream:")
        .contains("/api/v1/plan:", "/api/v1/plan/stream:", "/api/v1/menu:", "/api/v1/days/{date}:")
        .contains("/v2/models/{model}/infer:")
        .contains("parcook.sale.v1", "application/problem+json");
  }
}
