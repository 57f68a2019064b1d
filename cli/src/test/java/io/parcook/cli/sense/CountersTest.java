package io.parcook.cli.sense;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.pipeline.event.Presence;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What cameras say becomes people, each of them once.
class CountersTest {

  private static final String TOPIC = "cam/" + OnvifCount.TOPIC + "Counter";
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final Counters counters = new Counters("/sensor/onvif");

  @Test
  void theFirstCountSaysNothingAndTheNextOneSaysWhoCameSince() {
    assertThat(hear(0, 11)).isEmpty();
    Presence people = hear(1, 14).orElseThrow();

    assertThat(people.entered()).isEqualTo(3);
    assertThat(people.zone()).isEqualTo("Door");
    assertThat(people.time()).isEqualTo(NOON.plusSeconds(1));
  }

  @Test
  void aRepeatedMessageIsNoPeople() {
    hear(0, 11);
    hear(1, 14);
    assertThat(hear(1, 14)).isEmpty();
    assertThat(hear(0, 11)).isEmpty();
  }

  @Test
  void aCameraThatBeganAnewIsCountedFromNought() {
    hear(0, 500);
    assertThat(hear(1, 2).orElseThrow().entered()).isEqualTo(2);
    assertThat(hear(2, 2)).isEmpty();
  }

  @Test
  void theNumberMayBeQuotedAndAnythingElseIsNothing() {
    assertThat(read(message(NOON, "\"11\"")).orElseThrow().count()).isEqualTo(11);
    for (String bad :
        List.of(
            "",
            "{}",
            "[",
            "null",
            "{\"UtcTime\":\"noon\",\"Data\":{\"Count\":1}}",
            message(NOON, "-1"),
            message(NOON, "1.5"),
            message(NOON, "99999999999999999999"))) {
      assertThat(read(bad)).as(bad).isEmpty();
    }
    assertThat(
            OnvifCount.read(
                "cam/onvif-ej/Other", message(NOON, "1").getBytes(StandardCharsets.UTF_8)))
        .isEmpty();
  }

  /// However often messages are repeated and cameras begin anew, the people add up to those who
  /// came after the first message.
  @Test
  void peopleAddUpWhateverIsRepeatedAndResets() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int came = 0;
    long shown = random.nextInt(100);
    List<Count> said = new ArrayList<>(List.of(count(0, shown)));
    for (int second = 1; second < 300; second++) {
      int people = random.nextInt(4);
      // Below what was shown: a reset to as much or more cannot be told from people.
      shown = random.nextInt(20) == 0 && people < shown ? people : shown + people;
      came += people;
      said.add(count(second, shown));
    }
    int told = 0;
    for (int i = 0; i < said.size(); i++) {
      told += counters.hear(said.get(i)).map(Presence::entered).orElse(0);
      told += counters.hear(said.get(random.nextInt(i + 1))).map(Presence::entered).orElse(0);
    }
    assertThat(told).as("seed %d", seed).isEqualTo(came);
  }

  private Optional<Presence> hear(int second, long count) {
    return counters.hear(count(second, count));
  }

  private static Count count(int second, long count) {
    return read(message(NOON.plusSeconds(second), Long.toString(count))).orElseThrow();
  }

  private static Optional<Count> read(String payload) {
    return OnvifCount.read(TOPIC, payload.getBytes(StandardCharsets.UTF_8));
  }

  private static String message(Instant time, String count) {
    return "{\"UtcTime\":\"%s\",\"Source\":{\"Rule\":\"Door\"},\"Data\":{\"Count\":%s}}"
        .formatted(time, count);
  }
}
