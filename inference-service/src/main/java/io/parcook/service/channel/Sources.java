package io.parcook.service.channel;

import io.parcook.pipeline.event.Adjusted;
import io.parcook.pipeline.event.BatchStep;
import io.parcook.pipeline.event.Context;
import io.parcook.pipeline.event.Cook;
import io.parcook.pipeline.event.Presence;
import io.parcook.pipeline.event.Sale;
import io.parcook.pipeline.event.Stock;
import io.parcook.pipeline.event.StoreEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The tills and sensors that the store hears, and which of them have fallen silent. One is silent
/// where it said nothing for [#SILENCE] while another did lately: a store that is closed has none.
public final class Sources {

  /// How far back a source is known.
  public static final Duration KNOWN = Duration.ofDays(1);

  private static final Duration SILENCE = Duration.ofMinutes(30);
  private static final Duration LATELY = Duration.ofMinutes(15);
  private static final int MOST = 200;

  /// What a source is.
  public enum Kind {
    TILL,
    SENSOR
  }

  /// A source as it stands.
  ///
  /// @param last the time of its newest event
  public record Source(String source, Kind kind, Instant last, boolean silent) {}

  private record Heard(Kind kind, Instant last) {
    Heard or(Heard other) {
      return other.last.isAfter(last) ? other : this;
    }
  }

  private final Map<String, Heard> heard = new ConcurrentHashMap<>();

  /// Hears of events; from one thread.
  public void heard(List<StoreEvent> events) {
    for (StoreEvent event : events) {
      switch (event) {
        case Sale sale -> heard(sale, Kind.TILL);
        case Presence presence -> heard(presence, Kind.SENSOR);
        case Stock _, Cook _, BatchStep _, Adjusted _, Context _ -> {}
      }
    }
  }

  private void heard(StoreEvent event, Kind kind) {
    String source = event.id().source();
    if (heard.size() < MOST || heard.containsKey(source)) {
      heard.merge(source, new Heard(kind, event.time()), Heard::or);
    }
  }

  /// Those heard in the last [#KNOWN], by their names.
  public List<Source> at(Instant now) {
    heard.values().removeIf(one -> one.last().isBefore(now.minus(KNOWN)));
    Collection<Heard> all = heard.values();
    boolean isOpen = all.stream().anyMatch(one -> one.last().isAfter(now.minus(LATELY)));
    return heard.entrySet().stream()
        .map(
            one ->
                new Source(
                    one.getKey(),
                    one.getValue().kind(),
                    one.getValue().last(),
                    isOpen && one.getValue().last().isBefore(now.minus(SILENCE))))
        .sorted(Comparator.comparing(Source::source))
        .toList();
  }
}
