package io.parcook.service.display;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parcook.models.forecast.BaseModel;
import io.parcook.service.testing.Http;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ModelsResourceTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Http http = Http.ofTheTest();

  @BeforeEach
  void aModelIsShipped() {
    Assumptions.assumeTrue(BaseModel.read().isPresent(), "this build ships no base model");
  }

  @Test
  void theVersionsAndTheirJournalAreTold() throws IOException {
    JsonNode models = JSON.readTree(http.get("/api/v1/models").body());

    assertThat(models.at("/serves").asText())
        .isEqualTo(BaseModel.read().orElseThrow().metadata().get("parcook.version"));
    assertThat(models.at("/versions/0/state").asText()).isEqualTo("LIVE");
    assertThat(models.at("/versions/0/kind").asText()).isEqualTo("base");
    assertThat(models.at("/versions/0/digest").asText())
        .isEqualTo(BaseModel.read().orElseThrow().digest());
    assertThat(models.at("/trials").isArray()).isTrue();
    assertThat(models.at("/journal/0/by").asText()).isEqualTo("AUTOMATIC");
    assertThat(models.at("/journal/0/reason").asText()).isNotBlank();
  }

  @Test
  void thereIsNothingBeforeTheFirstVersion() throws IOException {
    HttpResponse<String> refused =
        http.send(http.to("/api/v1/models/rollback").POST(HttpRequest.BodyPublishers.noBody()));

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(JSON.readTree(refused.body()).at("/type").asText())
        .isEqualTo("urn:parcook:problem:nothing-before");
    assertThat(http.get("/api/v1/models").statusCode()).isEqualTo(200);
  }

  @Test
  void aCountOfDecisionsOutOfBoundsIsABadRequest() {
    assertThat(http.get("/api/v1/models?decisions=0").statusCode()).isEqualTo(400);
  }
}
