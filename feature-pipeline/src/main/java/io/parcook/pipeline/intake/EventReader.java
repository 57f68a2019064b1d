package io.parcook.pipeline.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.parcook.pipeline.event.StoreEvent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads CloudEvents from bytes straight into records. It accepts exactly the documents that the
/// JSON Schemas in `/schema` accept; it does not say why it refuses another (see [Refusals]), and
/// it judges neither time nor names (see [Intake]). Safe for use by many threads.
public final class EventReader {

  private static final int WORDS = 1_024;
  private static final int PARSERS_KEPT = 64;

  /// One way to read JSON for events: names in an object are unique (RFC 7493), and what nests
  /// deeper than any event does is refused before it costs anything.
  static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).build())
          .recyclerPool(JsonRecyclerPools.newBoundedPool(PARSERS_KEPT))
          .build();

  private final @Nullable NameTable items;
  private final @Nullable NameTable zones;
  private final NameTable words = new NameTable(WORDS); // sources and channels

  public EventReader() {
    this(null, null);
  }

  /// @param items known items, read as the strings that are there already
  /// @param zones known zones, likewise
  EventReader(@Nullable NameTable items, @Nullable NameTable zones) {
    this.items = items;
    this.zones = zones;
  }

  /// Reads one event.
  ///
  /// @return null where the schemas refuse it
  /// @throws IOException where it is not JSON
  public @Nullable StoreEvent read(byte[] event) throws IOException {
    if (!Utf8.isText(event, 0, event.length)) {
      return null;
    }
    try (JsonParser parser = JSON.createParser(event)) {
      return new EnvelopeReader(parser, event, items, zones, words).read();
    }
  }
}
