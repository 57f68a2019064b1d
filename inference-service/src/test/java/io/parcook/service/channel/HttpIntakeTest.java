package io.parcook.service.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parcook.service.testing.Events;
import io.parcook.service.testing.Http;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HttpIntakeTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Http http = Http.ofTheTest();
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @Test
  void anAcknowledgedSaleIsInTheLedger() throws IOException {
    HttpResponse<String> answer =
        http.events(Http.ONE, Events.sale(Events.id(), now, "acknowledged", 3));

    assertThat(answer.statusCode()).isEqualTo(202);
    JsonNode verdicts = JSON.readTree(answer.body());
    assertThat(verdicts.get("accepted").asInt()).isEqualTo(1);
    assertThat(verdicts.at("/verdicts/0/outcome").asText()).isEqualTo("stored");
    assertThat(demand("acknowledged")).isEqualTo(3);
  }

  @Test
  void aRepeatIsSaidToBeOneAndCountsOnce() throws IOException {
    String id = Events.id();
    http.events(Http.ONE, Events.sale(id, now, "repeated", 2));

    JsonNode verdicts =
        JSON.readTree(http.events(Http.ONE, Events.sale(id, now, "repeated", 2)).body());

    assertThat(verdicts.get("repeated").asInt()).isEqualTo(1);
    assertThat(verdicts.at("/verdicts/0/id").asText()).isEqualTo(id);
    assertThat(verdicts.at("/verdicts/0/source").asText()).isEqualTo("/till/1");
    assertThat(verdicts.at("/verdicts/0/outcome").asText()).isEqualTo("repeated");
    assertThat(demand("repeated")).isEqualTo(2);
  }

  @Test
  void eachEventOfABatchHasItsVerdictInOrder() throws IOException {
    String first = Events.id();
    String last = Events.id();
    String batch =
        "["
            + Events.sale(first, now, "in order", 1)
            + ","
            + Events.sale(Events.id(), now, "in order", 1).replace("parcook.sale.v1", "unknown.v1")
            + ","
            + Events.sale(last, now, "in order", 1)
            + "]";

    JsonNode verdicts = JSON.readTree(http.events(Http.BATCH, batch).body());

    assertThat(verdicts.get("accepted").asInt()).isEqualTo(2);
    assertThat(verdicts.get("quarantined").asInt()).isEqualTo(1);
    assertThat(verdicts.at("/verdicts/0/id").asText()).isEqualTo(first);
    assertThat(verdicts.at("/verdicts/1/outcome").asText()).isEqualTo("quarantined");
    assertThat(verdicts.at("/verdicts/1/reason").asText()).isEqualTo("UNKNOWN_TYPE");
    assertThat(verdicts.at("/verdicts/1/detail").asText()).isNotEmpty();
    assertThat(verdicts.at("/verdicts/2/id").asText()).isEqualTo(last);
    assertThat(demand("in order")).isEqualTo(2);
  }

  @Test
  void aPackedBatchIsTaken() throws IOException {
    StringBuilder batch = new StringBuilder("[");
    for (int i = 0; i < 500; i++) {
      batch
          .append(i == 0 ? "" : ",")
          .append(Events.sale(Events.id(), now.minusSeconds(i), "packed", 1));
    }

    HttpResponse<String> answer = http.packedEvents(Http.gzip(batch.append(']').toString()));

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(JSON.readTree(answer.body()).get("accepted").asInt()).isEqualTo(500);
    assertThat(demand("packed")).isEqualTo(500);
  }

  @Test
  void whatCannotBeUnderstoodIsInQuarantineForAPersonToSee() throws IOException {
    http.events(Http.ONE, "this is no event, " + Events.id());

    JsonNode page = JSON.readTree(http.get("/api/v1/quarantine?limit=1").body());

    assertThat(page.at("/events/0/reason").asText()).isEqualTo("MALFORMED");
    assertThat(page.at("/events/0/start").asText()).startsWith("this is no event");
    assertThat(page.at("/held/MALFORMED").asInt()).isPositive();
  }

  @Test
  void everyOutcomeIsCounted() {
    http.events(Http.ONE, Events.sale(Events.id(), now, "counted", 1));

    assertThat(http.get("/q/metrics").body())
        .containsPattern("parcook_events_total\\{outcome=\"stored\",reason=\"\",?} [1-9]")
        .contains("parcook_events_total{outcome=\"quarantined\",reason=\"TOO_LARGE\"")
        .contains("parcook_commit_seconds")
        .contains("parcook_ledger_queue ")
        .contains("parcook_ledger_disk_budget ")
        .contains("parcook_forecast_age_seconds")
        .contains("parcook_stream_subscribers_limit ")
        .contains("parcook_clock_speed 1.0");
  }

  private int demand(String item) throws IOException {
    String query = "?item=" + item.replace(" ", "%20");
    return JSON.readTree(http.get("/api/v1/counts" + query).body()).at("/counts/0/demand").asInt();
  }
}
