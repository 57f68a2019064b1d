package io.parcook.service.learning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parcook.service.disk.SmallFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/// The contests that go on, in a small file that survives a restart. A contest ends, and is
/// forgotten, when either side no longer takes part.
public final class Contests {

  private static final Logger LOG = Logger.getLogger(Contests.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_BYTES = 1 << 20;

  /// The form of the file.
  record Kept(List<Contest> contests) {}

  private final SmallFile file;
  private final Map<Contest.Pair, Contest> contests = new ConcurrentHashMap<>();
  private volatile List<Standing> standings = List.of();

  public Contests(Path file) {
    this.file = new SmallFile(file, MOST_BYTES);
    this.file.read().ifPresent(this::goOn);
  }

  private void goOn(byte[] kept) {
    try {
      JSON.readValue(kept, Kept.class)
          .contests()
          .forEach(contest -> contests.put(contest.pair(), contest));
      settle();
    } catch (IOException | RuntimeException unreadable) {
      contests.clear();
      LOG.warnf("%s: %s. Trials begin anew.", file.path(), unreadable.getMessage());
    }
  }

  /// How they stood when they were last kept; those in which anything was sold.
  List<Standing> standings() {
    return standings;
  }

  private void settle() {
    standings =
        contests.values().stream()
            .map(Standing::of)
            .filter(standing -> Double.isFinite(standing.wql()))
            .toList();
  }

  Optional<Contest> of(int version, int against) {
    return Optional.ofNullable(contests.get(new Contest.Pair(version, against)));
  }

  /// The contest of a pair, begun if there is none.
  Contest in(Contest.Pair pair) {
    return contests.computeIfAbsent(pair, Contest::new);
  }

  /// Ends all contests but these.
  void keepOnly(Set<Contest.Pair> pairs) {
    contests.keySet().retainAll(pairs);
  }

  /// Keeps them, and tells how they stand.
  void save() {
    settle();
    try {
      file.write(JSON.writeValueAsBytes(new Kept(List.copyOf(contests.values()))));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers are always JSON", e);
    }
  }
}
