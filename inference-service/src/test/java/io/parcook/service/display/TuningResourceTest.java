package io.parcook.service.display;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parcook.service.testing.Http;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// A store beside which no command line lies.
@QuarkusTest
class TuningResourceTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Http http = Http.ofTheTest();

  @Test
  void whyNoNightCanRunIsTold() throws IOException {
    JsonNode tuning = JSON.readTree(http.get("/api/v1/tuning").body());

    assertThat(tuning.at("/running").asBoolean()).isFalse();
    assertThat(tuning.at("/cannot").asText()).contains("parcook.tuning.jar");
    assertThat(tuning.at("/nights").isArray()).isTrue();
    assertThat(tuning.at("/next").isMissingNode() || tuning.at("/next").isNull()).isTrue();
  }

  @Test
  void aNightThatCannotRunIsAProblemThatSaysWhatToDo() throws IOException {
    HttpResponse<String> refused =
        http.send(http.to("/api/v1/tuning").POST(HttpRequest.BodyPublishers.noBody()));

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(JSON.readTree(refused.body()).at("/type").asText())
        .isEqualTo("urn:parcook:problem:cannot-learn");
    assertThat(JSON.readTree(refused.body()).at("/detail").asText()).contains("parcook.tuning.jar");
  }

  @Test
  void aJobThatAsksAServiceWhichRunsItsNightsItselfIsToldSo() throws IOException {
    HttpResponse<String> refused =
        http.send(http.to("/api/v1/tuning/nights").POST(HttpRequest.BodyPublishers.noBody()));

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(JSON.readTree(refused.body()).at("/detail").asText())
        .contains("parcook.tuning.by=job");
  }

  @Test
  void whatServesCanBeFetchedByItsDigestAndNothingElse() throws IOException {
    JsonNode versions = JSON.readTree(http.get("/api/v1/models").body()).at("/versions");
    Assumptions.assumeTrue(!versions.isEmpty(), "this build ships no base model");
    String digest = versions.at("/0/digest").asText();

    assertThat(http.get("/api/v1/models/contents/" + digest).statusCode()).isEqualTo(200);
    assertThat(http.get("/api/v1/models/contents/sha256:" + "0".repeat(64)).statusCode())
        .isEqualTo(404);
  }
}
