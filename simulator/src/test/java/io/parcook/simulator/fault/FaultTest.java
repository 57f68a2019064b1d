package io.parcook.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.event.StoreEvent;
import io.parcook.simulator.Restaurant;
import io.parcook.simulator.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FaultTest {

  private static final Instant FROM = Instant.parse("2026-03-02T00:00:00Z");

  private final List<StoreEvent> events =
      new Simulation(
              Restaurant.usual("test", ZoneId.of("UTC"), 3), FROM, FROM.plus(Duration.ofDays(5)))
          .stream().toList();

  @Test
  void repeatedEventsComeASecondTimeAndNoneIsLost() {
    List<StoreEvent> delivered = delivered(Fault.repeated(0.2, 1));
    Map<EventId, Integer> times = new HashMap<>();
    delivered.forEach(event -> times.merge(event.id(), 1, Integer::sum));

    assertThat(new HashSet<>(delivered)).isEqualTo(new HashSet<>(events));
    assertThat(times.values()).allMatch(n -> n <= 2);
    assertThat(delivered.size() / (double) events.size()).isCloseTo(1.2, within(0.03));
  }

  @Test
  void lateEventsComeAfterOthersThatHappenedUpToDaysLater() {
    List<StoreEvent> delivered = delivered(Fault.late(0.05, Duration.ofDays(3), 1));
    Instant newest = Instant.MIN;
    Duration latest = Duration.ZERO;
    int late = 0;
    for (StoreEvent event : delivered) {
      if (event.time().isBefore(newest)) {
        Duration delay = Duration.between(event.time(), newest);
        latest = delay.compareTo(latest) > 0 ? delay : latest;
        late++;
      } else {
        newest = event.time();
      }
    }

    assertThat(delivered).containsExactlyInAnyOrderElementsOf(events);
    assertThat(latest).isBetween(Duration.ofDays(2), Duration.ofDays(3));
    assertThat(late / (double) events.size()).isCloseTo(0.05, within(0.01));
  }

  @Test
  void shuffledEventsStayNearTheirPlace() {
    List<StoreEvent> delivered = delivered(Fault.shuffled(10, 1));
    Map<EventId, Integer> place = new HashMap<>();
    events.forEach(event -> place.put(event.id(), place.size()));

    assertThat(delivered).containsExactlyInAnyOrderElementsOf(events).isNotEqualTo(events);
    for (int i = 0; i < delivered.size(); i++) {
      assertThat(place.getOrDefault(delivered.get(i).id(), -1)).isBetween(i - 10, i + 10);
    }
  }

  @Test
  void onlyTheSkewedSourceIsOff() {
    List<StoreEvent> delivered =
        delivered(Fault.skewed("/store/test/door", Duration.ofMinutes(-7)));

    for (int i = 0; i < events.size(); i++) {
      boolean door = events.get(i).id().source().equals("/store/test/door");
      assertThat(Duration.between(delivered.get(i).time(), events.get(i).time()))
          .isEqualTo(Duration.ofMinutes(door ? 7 : 0));
    }
  }

  @Test
  void faultsComposeAndAreTheSameForTheSameSeed() {
    Fault fault =
        Fault.late(0.1, Duration.ofHours(9), 4)
            .then(Fault.shuffled(5, 5))
            .then(Fault.repeated(0.1, 6));

    assertThat(delivered(fault)).isEqualTo(delivered(fault)).isNotEqualTo(events);
    assertThat(new HashSet<>(delivered(fault))).isEqualTo(new HashSet<>(events));
  }

  private List<StoreEvent> delivered(Fault fault) {
    List<StoreEvent> delivered = new ArrayList<>();
    fault.of(events.iterator()).forEachRemaining(delivered::add);
    return delivered;
  }
}
