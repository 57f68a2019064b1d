package io.parcook.service.display;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parcook.models.card.ModelCard;
import io.parcook.models.forecast.BaseModel;
import io.parcook.models.forecast.ModelSession;
import io.parcook.models.forecast.SessionSettings;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.service.testing.Events;
import io.parcook.service.testing.Http;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.FloatBuffer;
import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The shipped base model, as a caller with tensors meets it.
@QuarkusTest
class OpenInferenceTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Http http = Http.ofTheTest();

  @BeforeEach
  void aModelIsShipped() {
    Assumptions.assumeTrue(BaseModel.read().isPresent(), "this build ships no base model");
  }

  @Test
  void theModelTellsItsTensors() throws IOException {
    JsonNode model = JSON.readTree(http.get("/v2/models/demand").body());
    String version = model.at("/versions/0").asText();

    assertThat(model.at("/inputs/0/name").asText()).isEqualTo("features");
    assertThat(model.at("/inputs/0/shape/0").asInt()).isEqualTo(-1);
    assertThat(http.get("/v2/models/demand/ready").statusCode()).isEqualTo(200);
    assertThat(http.get("/v2/models/demand/versions/" + version + "/ready").statusCode())
        .isEqualTo(200);
    assertThat(http.get("/v2/models/demand/versions/other").statusCode()).isEqualTo(404);
    assertThat(http.get("/v2/health/live").statusCode()).isEqualTo(200);
    assertThat(http.get("/v2/health/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void theAnswerIsWhatTheModelGivesWhenItIsRunBesideTheService() throws IOException {
    OnnxGraph graph = BaseModel.read().orElseThrow();
    try (ModelSession oracle = ModelSession.open(graph, SessionSettings.DEFAULT)) {
      ModelCard card = oracle.card();
      int columns = card.features().size();
      int rows = oracle.mostRows() + 3;
      RandomGenerator random = RandomGeneratorFactory.getDefault().create(7);
      float[] features = new float[rows * columns];
      StringBuilder data = new StringBuilder();
      for (int i = 0; i < features.length; i++) {
        features[i] = random.nextInt(-8, 40) / 8f;
        data.append(i == 0 ? "" : ",").append(features[i]);
      }

      HttpResponse<String> answer = infer("features", rows, columns, data.toString());

      assertThat(answer.statusCode()).isEqualTo(200);
      JsonNode output = JSON.readTree(answer.body()).at("/outputs/0");
      assertThat(output.at("/shape/0").asInt()).isEqualTo(rows);
      int levels = card.quantiles().size();
      assertThat(output.at("/shape/1").asInt()).isEqualTo(levels);
      for (int row : new int[] {0, oracle.mostRows() - 1, oracle.mostRows(), rows - 1}) {
        FloatBuffer in = oracle.input();
        in.put(features, row * columns, columns);
        FloatBuffer expected = oracle.run(1);
        for (int level = 0; level < levels; level++) {
          float given = (float) output.at("/data/" + (row * levels + level)).asDouble();
          float wanted = expected.get(level);
          assertThat(Math.abs(given - wanted))
              .as("row %d level %d", row, level)
              .isLessThan(1e-4f * Math.max(1, Math.abs(wanted)));
        }
      }
    }
  }

  @Test
  void whatDoesNotFitTheModelIsABadRequestInTheProtocolsForm() throws IOException {
    HttpResponse<String> narrow = infer("features", 1, 1, "1");
    HttpResponse<String> misnamed = infer("other", 1, 1, "1");

    assertThat(narrow.statusCode()).isEqualTo(400);
    assertThat(JSON.readTree(narrow.body()).get("error").asText()).contains("features");
    assertThat(misnamed.statusCode()).isEqualTo(400);
    assertThat(http.get("/v2/models/demand/infer").statusCode()).isEqualTo(405);
  }

  @Test
  void theStoresForecastIsTheModelsAndSaysSo() throws IOException {
    String item = "forecast " + Events.id();
    http.events(Http.ONE, Events.sale(Events.id(), Instant.now(), item, 4));

    String query = "?steps=4&item=" + item.replace(" ", "%20");
    HttpResponse<String> answer = http.get("/api/v1/forecasts" + query);
    JsonNode forecast = JSON.readTree(answer.body());

    assertThat(answer.headers().firstValue("Age")).isPresent();
    assertThat(forecast.at("/source/kind").asText()).isEqualTo("model");
    assertThat(forecast.at("/source/version").asText())
        .isEqualTo(JSON.readTree(http.get("/v2/models/demand").body()).at("/versions/0").asText());
    assertThat(forecast.at("/items/0/item").asText()).isEqualTo(item);
    assertThat(forecast.at("/items/0/expected").size()).isEqualTo(4);
    JsonNode quantiles = forecast.at("/items/0/quantiles/0");
    assertThat(quantiles.size()).isEqualTo(forecast.get("levels").size());
    for (int level = 1; level < quantiles.size(); level++) {
      assertThat(quantiles.get(level).asDouble())
          .isGreaterThanOrEqualTo(quantiles.get(level - 1).asDouble());
    }
  }

  private HttpResponse<String> infer(String name, int rows, int columns, String data) {
    String body =
        """
        {"id":"7","inputs":[{"name":"%s","datatype":"FP32","shape":[%d,%d],"data":[%s]}]}"""
            .formatted(name, rows, columns, data);
    return http.send(
        http.to("/v2/models/demand/infer").POST(HttpRequest.BodyPublishers.ofString(body)));
  }
}
