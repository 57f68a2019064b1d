package io.parcook.service.display;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parcook.service.testing.EventStream;
import io.parcook.service.testing.Events;
import io.parcook.service.testing.Http;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ForecastStreamTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Http http = Http.ofTheTest();

  @Test
  void aScreenSeesTheLastForecastAtOnceAndTheNextOneAfterAnEvent() throws IOException {
    String item = "streamed " + Events.id();
    try (EventStream stream = EventStream.open(http, "")) {
      EventStream.Event first = stream.next("forecast");
      assertThat(items(first)).doesNotContain(item);

      http.events(Http.ONE, Events.sale(Events.id(), Instant.now(), item, 5));

      EventStream.Event next = stream.next("forecast");
      while (!items(next).contains(item)) {
        next = stream.next("forecast");
      }
      assertThat(Long.parseLong(next.id())).isGreaterThan(Long.parseLong(first.id()));
    }
  }

  @Test
  void theStoresTimeBeats() throws IOException {
    try (EventStream stream = EventStream.open(http, "")) {
      JsonNode beat = JSON.readTree(stream.next("beat").data());
      JsonNode later = JSON.readTree(stream.next("beat").data());

      assertThat(Instant.parse(later.get("now").asText()))
          .isAfter(Instant.parse(beat.get("now").asText()));
    }
  }

  @Test
  void aScreenThatComesBackWithAnIdGetsTheNewestForecast() throws IOException {
    try (EventStream stream = EventStream.open(http, "99999999999999999999 not a number")) {
      assertThat(JSON.readTree(stream.next("forecast").data()).has("items")).isTrue();
    }
  }

  @Test
  void oneScreenTooManyIsRefusedAndRoomIsFreeAgainWhenOneLeaves() throws IOException {
    List<EventStream> streams = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        streams.add(EventStream.open(http, ""));
      }
      assertThat(http.get(ForecastStream.PATH).statusCode()).isEqualTo(503);
    } finally {
      streams.forEach(EventStream::close);
    }
    EventStream.openWhenThereIsRoom(http).close();
  }

  @Test
  void aSoldOutItemIsMarked() throws IOException {
    String item = "gone " + Events.id();
    http.events(Http.ONE, Events.sale(Events.id(), Instant.now(), item, 1));
    http.events(Http.ONE, Events.soldOut(Instant.now(), item));

    try (EventStream stream = EventStream.open(http, "")) {
      boolean marked = false;
      while (!marked) {
        for (JsonNode shown : JSON.readTree(stream.next("forecast").data()).get("items")) {
          marked |= shown.get("item").asText().equals(item) && shown.get("soldOut").asBoolean();
        }
      }
    }
  }

  private static List<String> items(EventStream.Event forecast) throws IOException {
    List<String> items = new ArrayList<>();
    JSON.readTree(forecast.data())
        .get("items")
        .forEach(item -> items.add(item.get("item").asText()));
    return items;
  }
}
