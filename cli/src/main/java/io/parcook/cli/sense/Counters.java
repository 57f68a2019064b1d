package io.parcook.cli.sense;

import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.event.Presence;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Turns counts since a camera began into people since its last message. The first message of a
/// counter says nothing yet; a count below the last one means that the camera began anew; a message
/// of the same time, or an older one, is a repeat. The same message always gives the same event, so
/// that one which is sent twice is counted once.
final class Counters {

  /// Most counters that are held; past it the one that has been silent longest is forgotten.
  static final int MOST = 256;

  private record Last(Instant time, long count) {}

  private final String source;
  private final Map<String, Last> last =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Last> eldest) {
          return size() > MOST;
        }
      };

  /// @param source of the events, such as `/sensor/onvif`
  Counters(String source) {
    this.source = source;
  }

  /// What a message tells of people; empty where it tells of none.
  Optional<Presence> hear(Count said) {
    Last before = last.get(said.counter());
    if (before != null && !said.time().isAfter(before.time())) {
      return Optional.empty();
    }
    last.put(said.counter(), new Last(said.time(), said.count()));
    if (before == null) {
      return Optional.empty();
    }
    long entered = said.count() < before.count() ? said.count() : said.count() - before.count();
    if (entered == 0 || entered > Integer.MAX_VALUE) {
      return Optional.empty();
    }
    EventId id = new EventId(source, said.counter() + "@" + said.time());
    return Optional.of(new Presence(id, said.time(), said.zone(), (int) entered, 0, null));
  }
}
