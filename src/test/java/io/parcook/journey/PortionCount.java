package io.parcook.journey;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Portions sold less portions taken back, per interval of 15 minutes and item. What nets to
/// nothing is not in it.
final class PortionCount {

  private static final Duration INTERVAL = Duration.ofMinutes(15);
  private static final int SHOWN = 10;

  /// One item in the interval that starts at `from`.
  record Cell(Instant from, String item) implements Comparable<Cell> {

    @Override
    public int compareTo(Cell other) {
      return Comparator.comparing(Cell::from).thenComparing(Cell::item).compare(this, other);
    }
  }

  private final Map<Cell, Long> portions = new HashMap<>();

  /// Counts portions of `item` at a moment.
  void add(Instant time, String item, long more) {
    if (more == 0) {
      return; // A ledger tells of the cell of a sale that was voided; a file has no such row.
    }
    long seconds = time.getEpochSecond();
    Instant from = Instant.ofEpochSecond(seconds - Math.floorMod(seconds, INTERVAL.toSeconds()));
    portions.merge(new Cell(from, item), more, PortionCount::sumOrNothing);
  }

  long total() {
    return portions.values().stream().mapToLong(Long::longValue).sum();
  }

  int cells() {
    return portions.size();
  }

  /// Start of the first interval with portions.
  Instant first() {
    return portions.keySet().stream().min(Comparator.naturalOrder()).orElseThrow().from();
  }

  /// End of the last interval with portions.
  Instant end() {
    return portions.keySet().stream()
        .max(Comparator.naturalOrder())
        .orElseThrow()
        .from()
        .plus(INTERVAL);
  }

  /// Fails unless `actual` has the same portions in every cell, and shows the first cells that
  /// differ.
  ///
  /// @param circumstances what a reader of the failure needs to know: seed, log
  void assertEquals(PortionCount actual, String circumstances) {
    if (portions.equals(actual.portions)) {
      return;
    }
    TreeSet<Cell> cells = new TreeSet<>(portions.keySet());
    cells.addAll(actual.portions.keySet());
    cells.removeIf(cell -> of(cell) == actual.of(cell));
    List<String> lines = new ArrayList<>();
    for (Cell cell : cells.stream().limit(SHOWN).toList()) {
      lines.add(
          "  %s  %-30s  file %d, ledger %d"
              .formatted(cell.from(), cell.item(), of(cell), actual.of(cell)));
    }
    fail(
        "%d cells differ; the file has %d portions, the ledger %d. The first:%n%s%n%s",
        cells.size(), total(), actual.total(), String.join("\n", lines), circumstances);
  }

  private long of(Cell cell) {
    return portions.getOrDefault(cell, 0L);
  }

  @SuppressWarnings("NullAway") // a null from a merge removes the cell
  private static Long sumOrNothing(Long before, Long more) {
    return before + more == 0 ? null : Long.valueOf(before + more);
  }
}
