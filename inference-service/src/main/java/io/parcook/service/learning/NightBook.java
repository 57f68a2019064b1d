package io.parcook.service.learning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.parcook.service.disk.SmallFile;
import io.parcook.service.learning.NightRecord.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/// The last nights, in a small file. A night stands there from its beginning, so that one under
/// which the service went away is told of too. One that a Job runs goes on without the service.
final class NightBook {

  static final int MOST = 50;

  private static final Logger LOG = Logger.getLogger(NightBook.class);
  private static final int MOST_BYTES = 1 << 20;
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

  /// The form of the file.
  record Kept(List<NightRecord> nights) {}

  private final SmallFile file;
  private final List<NightRecord> nights = new ArrayList<>();

  /// @param now when a night of the service's own that never ended is taken to have
  NightBook(Path file, Instant now) {
    this.file = new SmallFile(file, MOST_BYTES);
    this.file.read().ifPresent(kept -> goOn(kept, now));
  }

  private void goOn(byte[] kept, Instant now) {
    try {
      for (NightRecord night : JSON.readValue(kept, Kept.class).nights()) {
        nights.add(
            night.result() == Result.RUNNING && night.job() == null
                ? night.ended(
                    now,
                    Result.INTERRUPTED,
                    "The service went away while it ran; what serves is as it was.",
                    Map.of())
                : night);
      }
    } catch (IOException | RuntimeException unreadable) {
      nights.clear();
      LOG.warnf("%s: %s. The nights before are forgotten.", file.path(), unreadable.getMessage());
    }
  }

  synchronized void begin(NightRecord night) {
    nights.add(night);
    while (nights.size() > MOST) {
      nights.removeFirst();
    }
    save();
  }

  /// Replaces the last night.
  synchronized void end(NightRecord night) {
    nights.set(nights.size() - 1, night);
    save();
  }

  /// The newest first.
  synchronized List<NightRecord> all() {
    return List.copyOf(nights).reversed();
  }

  synchronized Optional<NightRecord> last() {
    return nights.isEmpty() ? Optional.empty() : Optional.of(nights.getLast());
  }

  private void save() {
    try {
      file.write(JSON.writeValueAsBytes(new Kept(List.copyOf(nights))));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records are always JSON", e);
    }
  }
}
