package io.parcook.cli.sense;

import io.parcook.cli.delivery.HttpDestination;
import io.parcook.cli.delivery.Patience;
import io.parcook.cli.delivery.StoreApi;
import io.parcook.pipeline.event.Presence;
import java.net.URI;
import java.util.Optional;

/// Tells a store who came, one count after the other, each until the store has it on disk. For one
/// thread.
final class Teller implements AutoCloseable {

  private final Counters counters;
  private final StoreApi api;
  private final HttpDestination store;

  /// @param to the store's service
  /// @param source of the events, such as `/sensor/onvif`
  Teller(URI to, String source) {
    counters = new Counters(source);
    api = new StoreApi(to);
    store = new HttpDestination(api, 1, 1, Patience.of(Patience.FOREVER));
  }

  /// Returns once the store has what a count says of people, if it says anything.
  void tell(Count count) throws InterruptedException {
    Optional<Presence> people = counters.hear(count);
    if (people.isPresent()) {
      store.send(people.get());
      store.finish();
    }
  }

  @Override
  public void close() {
    store.close();
    api.close();
  }
}
