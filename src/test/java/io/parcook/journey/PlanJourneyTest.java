package io.parcook.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The kitchen's state is on disk before a cook's tap is answered.
class PlanJourneyTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String MENU =
      """
      {"dayparts": {"day": "00:00"},
       "items": {
         "fries": {"station": "fry", "batch": {"minimum": 4, "multiple": 4, "maximum": 12},
                   "leadMinutes": 30, "holdMinutes": 60, "wasteCost": 1, "missingCost": 3,
                   "par": {"day": 8}},
         "noodles": {"station": "wok", "batch": {"minimum": 2, "multiple": 1, "maximum": 10},
                     "leadMinutes": 30, "holdMinutes": 60, "wasteCost": 1, "missingCost": 3,
                     "par": {"day": 5}}},
       "orders": {"bowl": {"noodles": 2}}}
      """;

  @TempDir Path folder;

  @Test
  void aKilledStoreComesBackWithWhatCooksWhatIsReadyAndWhatIsDue() throws IOException {
    Path menu = folder.resolve("menu.json");
    Files.writeString(menu, MENU);
    try (var store = PackagedStore.in(folder, Map.of("parcook.menu.path", menu.toString()))) {
      store.start();
      JsonNode first = await(store, plan -> plan.path("batches").size() == 2);
      String fries = id(first, "fries");
      String noodles = id(first, "noodles");
      step(store, fries, "started");
      step(store, noodles, "started");
      step(store, noodles, "ready");
      String sale = Events.sale("bowl-1", Instant.now(), "bowl", 1);
      store.post("application/cloudevents+json", Events.bytes(sale));
      JsonNode before =
          await(store, plan -> onHand(plan, "noodles") == 3 && plan.path("batches").size() > 2);

      store.kill9();
      store.start();

      JsonNode after = await(store, plan -> true);
      assertThat(lasting(after)).isEqualTo(lasting(before));
      assertThat(after.path("revision").asLong()).isGreaterThan(before.path("revision").asLong());
      assertThat(step(store, fries, "started").path("state").asText()).isEqualTo("COOKING");
      assertThat(step(store, fries, "ready").path("state").asText()).isEqualTo("READY");
      assertThat(onHand(plan(store), "fries")).isEqualTo(8);
    }
  }

  /// What does not change with time alone: the items, and the batches with their reasons.
  private static JsonNode lasting(JsonNode plan) {
    ObjectNode kept = JSON.createObjectNode();
    kept.set("items", plan.path("items"));
    for (JsonNode batch : plan.path("batches")) {
      if (!batch.path("start").asText().endsWith(":00Z")) { // not one that is due at a later mark
        kept.set(batch.path("id").asText(), batch);
      }
    }
    return kept;
  }

  private static JsonNode await(PackagedStore store, Predicate<JsonNode> holds) {
    Eventually.within(
        SOON,
        () -> "a plan other than " + store.get("/api/v1/plan").body() + "\n" + store.logs(),
        () -> {
          HttpResponse<String> answer = store.get("/api/v1/plan");
          return answer.statusCode() == 200 && holds.test(json(answer));
        });
    return plan(store);
  }

  private static JsonNode plan(PackagedStore store) {
    return json(store.get("/api/v1/plan"));
  }

  private static JsonNode step(PackagedStore store, String batch, String step) {
    String name = URLEncoder.encode(batch, StandardCharsets.UTF_8);
    HttpResponse<String> answer = store.post("/api/v1/plan/" + name + "/" + step);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer).path("batch");
  }

  private static String id(JsonNode plan, String item) {
    for (JsonNode batch : plan.path("batches")) {
      if (batch.path("item").asText().equals(item)) {
        return batch.path("id").asText();
      }
    }
    throw new AssertionError("No batch of " + item + " in " + plan);
  }

  private static int onHand(JsonNode plan, String item) {
    for (JsonNode one : plan.path("items")) {
      if (one.path("item").asText().equals(item)) {
        return one.path("onHand").asInt();
      }
    }
    throw new AssertionError("No item " + item + " in " + plan);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
