package io.parcook.service.display;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parcook.service.testing.EventStream;
import io.parcook.service.testing.Events;
import io.parcook.service.testing.Http;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// A fresh store without history: the menu's par levels stand in.
@QuarkusTest
class PlanResourceTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Http http = Http.ofTheTest();

  @Test
  void withoutHistoryTheParLevelsOfTheMenuStandInAndThePlanSaysSo() throws IOException {
    JsonNode plan = until(state -> isShown(state, "tp-fries"));

    assertThat(plan.get("basis").asText()).isEqualTo("PAR");
    assertThat(plan.get("basisWords").asText()).contains("par levels");
    assertThat(plan.get("stations")).extracting(JsonNode::asText).containsExactly("fry", "wok");
    JsonNode fries = batch(plan, "tp-fries");
    assertThat(fries.get("portions").asInt()).isEqualTo(8);
    assertThat(fries.get("reason").get("kind").asText()).isEqualTo("BELOW_PAR");
    assertThat(plan.get("menu").get("state").asText()).isEqualTo("READY");
  }

  @Test
  void aBatchGoesItsStepsAndBackAndEachIsSaidOnce() throws IOException {
    JsonNode due = batch(until(state -> isShown(state, "tp-noodles")), "tp-noodles");
    String id = due.get("id").asText();

    assertThat(step(id, "ready", "").statusCode()).isEqualTo(409);
    JsonNode started = ok(step(id, "started", "{\"by\":\"screen-1\"}"));
    assertThat(started.get("batch").get("state").asText()).isEqualTo("COOKING");
    assertThat(started.get("batch").get("reason").get("kind").asText()).isEqualTo("BELOW_PAR");
    assertThat(ok(step(id, "started", "")).get("batch")).isEqualTo(started.get("batch"));
    assertThat(item(plan(), "tp-noodles").get("cooking").asInt()).isEqualTo(5);

    assertThat(ok(step(id, "undone", "")).get("batch").get("state").asText()).isEqualTo("DUE");
    assertThat(ok(step(id, "undone", "")).get("batch").get("state").asText()).isEqualTo("DUE");
    assertThat(batch(plan(), "tp-noodles").get("id").asText()).isEqualTo(id);

    ok(step(id, "started", ""));
    assertThat(ok(step(id, "ready", "")).get("batch").get("state").asText()).isEqualTo("READY");
    ok(step(id, "ready", ""));
    assertThat(item(plan(), "tp-noodles").get("onHand").asInt()).isEqualTo(5);

    assertThat(ok(step(id, "undone", "")).get("batch").get("state").asText()).isEqualTo("COOKING");
    assertThat(item(plan(), "tp-noodles").get("onHand").asInt()).isZero();
    assertThat(ok(step(id, "undone", "{\"from\":\"READY\"}")).get("batch").get("state").asText())
        .isEqualTo("COOKING");
    ok(step(id, "ready", ""));

    http.events(Http.ONE, Events.sale(Events.id(), Instant.now(), "tp-bowl", 1));
    JsonNode sold = until(state -> item(state, "tp-noodles").get("onHand").asInt() == 3);
    assertThat(item(sold, "tp-noodles").get("lots").get(0).get("portions").asInt()).isEqualTo(3);
  }

  @Test
  void twoScreensSeeTheSameRevisionWithTheSameBytes() throws IOException {
    String id = batch(until(state -> isShown(state, "tp-twice")), "tp-twice").get("id").asText();
    try (EventStream one = EventStream.open(http, PlanStream.PATH, "");
        EventStream two = EventStream.open(http, PlanStream.PATH, "")) {
      long revision = ok(step(id, "started", "")).get("revision").asLong();

      EventStream.Event here = at(one, revision);
      EventStream.Event there = at(two, revision);
      assertThat(here.data()).isEqualTo(there.data());
      assertThat(JSON.readTree(one.next("beat").data()).get("revision").asLong())
          .isGreaterThanOrEqualTo(revision);
    }
  }

  @Test
  void aCountSetsTheBookRightAndTheSameCountAgainChangesNothing() throws IOException {
    String body = "{\"id\":\"count-" + Events.id() + "\",\"item\":\"tp-counted\",\"counted\":7}";

    assertThat(ok(post("/api/v1/plan/cook", body)).get("item").get("onHand").asInt()).isEqualTo(7);
    ok(post("/api/v1/plan/cook", "{\"item\":\"tp-counted\",\"discarded\":2}"));
    assertThat(ok(post("/api/v1/plan/cook", body)).get("item").get("onHand").asInt()).isEqualTo(5);
  }

  @Test
  void aManagersAdjustmentsHoldUntilTheyAreTakenBack() throws IOException {
    String until = Instant.now().plusSeconds(3_600).toString();
    JsonNode said =
        ok(
            post(
                "/api/v1/plan/adjustments",
                "{\"kind\":\"slider\",\"factor\":1.25,\"station\":\"wok\",\"until\":\"%s\"}"
                    .formatted(until)));
    String id = said.get("adjustment").get("id").asText();
    assertThat(plan().get("adjustments")).extracting(one -> one.get("id").asText()).contains(id);

    HttpRequest.Builder end = http.to("/api/v1/plan/adjustments/" + id);
    assertThat(http.send(end.copy().DELETE()).statusCode()).isEqualTo(204);
    assertThat(plan().get("adjustments"))
        .extracting(one -> one.get("id").asText())
        .doesNotContain(id);
    assertThat(http.send(end.copy().DELETE()).statusCode()).isEqualTo(404);
  }

  @Test
  void whatCannotBeIsRefusedWithItsReason() throws IOException {
    assertThat(step("nothing/like/this", "started", "").statusCode()).isEqualTo(404);
    assertThat(post("/api/v1/plan/cook", "{\"item\":\"unheard of\",\"counted\":1}").statusCode())
        .isEqualTo(404);
    assertThat(post("/api/v1/plan/cook", "{\"item\":").body()).contains("cannot be read");
    assertThat(
            post(
                    "/api/v1/plan/adjustments",
                    "{\"kind\":\"slider\",\"factor\":9,\"until\":\"%s\"}"
                        .formatted(Instant.now().plusSeconds(60)))
                .body())
        .contains("0.25 to 4");
  }

  @Test
  void theMenuIsToldInItsOrder() throws IOException {
    JsonNode menu = JSON.readTree(http.get("/api/v1/menu").body());

    assertThat(menu.get("items").get(0).get("item").asText()).isEqualTo("tp-fries");
    assertThat(menu.get("items").get(0).get("lead").asText()).isEqualTo("PT3M");
    assertThat(menu.get("orders").get("tp-bowl").get("tp-noodles").asInt()).isEqualTo(2);
  }

  private EventStream.Event at(EventStream stream, long revision) throws IOException {
    EventStream.Event event = stream.next("plan");
    while (Long.parseLong(event.id()) < revision) {
      event = stream.next("plan");
    }
    assertThat(Long.parseLong(event.id())).isEqualTo(revision);
    return event;
  }

  private JsonNode until(Predicate<JsonNode> holds) throws IOException {
    try (EventStream stream = EventStream.open(http, PlanStream.PATH, "")) {
      JsonNode state = JSON.readTree(stream.next("plan").data());
      while (!holds.test(state)) {
        state = JSON.readTree(stream.next("plan").data());
      }
      return state;
    }
  }

  private JsonNode plan() throws IOException {
    return JSON.readTree(http.get("/api/v1/plan").body());
  }

  private static JsonNode ok(HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private HttpResponse<String> step(String batch, String step, String body) {
    return post(
        "/api/v1/plan/" + URLEncoder.encode(batch, StandardCharsets.UTF_8) + "/" + step, body);
  }

  private HttpResponse<String> post(String path, String body) {
    return http.send(
        http.to(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static boolean isShown(JsonNode state, String item) {
    return state.get("batches").findValuesAsText("item").contains(item);
  }

  private static JsonNode batch(JsonNode state, String item) {
    for (JsonNode batch : state.get("batches")) {
      if (batch.get("item").asText().equals(item)) {
        return batch;
      }
    }
    throw new AssertionError("no batch of " + item + " in " + state);
  }

  private static JsonNode item(JsonNode state, String item) {
    for (JsonNode one : state.get("items")) {
      if (one.get("item").asText().equals(item)) {
        return one;
      }
    }
    throw new AssertionError("no item " + item);
  }
}
