package io.parcook.journey;

import io.parcook.pipeline.event.EventWriter;
import io.parcook.pipeline.event.StoreEvent;
import io.parcook.simulator.Restaurant;
import io.parcook.simulator.Simulation;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Past days of a simulated restaurant, sent to a packaged store as its tills would have.
final class SimulatedHistory {

  static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  private static final int BATCH = 1_000;
  private static final long SEED = 20261113;

  private SimulatedHistory() {}

  /// Sends all events of the span; every one must be accepted.
  ///
  /// @return number of events
  static int send(PackagedStore store, String name, Instant from, Instant until) {
    Iterator<StoreEvent> events = new Simulation(Restaurant.usual(name, ZONE, SEED), from, until);
    List<StoreEvent> batch = new ArrayList<>(BATCH);
    int sent = 0;
    while (events.hasNext()) {
      batch.add(events.next());
      sent++;
      if (batch.size() == BATCH || !events.hasNext()) {
        send(store, batch);
        batch.clear();
      }
    }
    return sent;
  }

  static void send(PackagedStore store, List<? extends StoreEvent> events) {
    HttpResponse<String> answer =
        store.post(EventWriter.BATCH, new EventWriter().writeBatch(events));
    if (answer.statusCode() != 202) {
      throw new IllegalStateException(
          "The store answered " + answer.statusCode() + ": " + answer.body());
    }
  }
}
