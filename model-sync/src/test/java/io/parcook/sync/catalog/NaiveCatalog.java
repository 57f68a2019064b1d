package io.parcook.sync.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.sync.disk.Digest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a catalog does, written down as plainly as can be: a table of rows that are looked through
/// from end to end. No journal, no files, no types of state.
class NaiveCatalog {

  private static final class Row {
    final int number;
    final Artifact artifact;
    String state;
    int moved;
    boolean file = true;

    Row(int number, Artifact artifact, String state, int moved) {
      this.number = number;
      this.artifact = artifact;
      this.state = state;
      this.moved = moved;
    }

    boolean is(String... states) {
      return Set.of(states).contains(state);
    }
  }

  private final CatalogOptions options;
  private final List<Row> rows = new ArrayList<>();
  private int lastNumber;
  private int moves;
  private long minimum;
  private long highest;

  NaiveCatalog(CatalogOptions options) {
    this.options = options;
    row(Contents.shipped().artifact(), "LIVE");
  }

  /// Listens to nothing and says nothing.
  static NaiveCatalog silent() {
    return new NaiveCatalog(Walk.SMALL) {
      @Override
      void added(Artifact artifact, Added added) {}

      @Override
      void addedOtherContent(Artifact artifact, Added added) {}

      @Override
      void moved(int number, String state) {}

      @Override
      void rolledBack(Rollback rollback) {}

      @Override
      void minimum(long release) {}
    };
  }

  void added(Artifact artifact, Added added) {
    String expected = refusal(artifact);
    if (expected == null) {
      makeRoom(artifact);
      row(artifact, "FETCHED");
      expected = "New";
    }
    assertThat(added.getClass().getSimpleName()).isEqualTo(expected);
  }

  void addedOtherContent(Artifact artifact, Added added) {
    assertThat(added.getClass().getSimpleName())
        .isEqualTo(Objects.requireNonNullElse(refusal(artifact), "OtherContent"));
  }

  void moved(int number, String state) {
    moves++;
    if (state.equals("LIVE")) {
      live().ifPresent(row -> move(row, "RETIRED"));
    }
    move(rows.stream().filter(row -> row.number == number).findFirst().orElseThrow(), state);
  }

  void rolledBack(Rollback rollback) {
    Row live = live().orElseThrow();
    Optional<Row> back = lastGood();
    if (back.isEmpty() && live.artifact.digest().equals(Contents.shipped().artifact().digest())) {
      assertThat(rollback).isInstanceOf(Rollback.NothingBefore.class);
      return;
    }
    assertThat(rollback).isInstanceOf(Rollback.Done.class);
    moves++;
    move(live, "REFUSED");
    back.ifPresentOrElse(row -> move(row, "LIVE"), this::ship);
  }

  void minimum(long release) {
    if (release <= minimum) {
      return;
    }
    minimum = release;
    moves++;
    for (Row row : List.copyOf(rows)) {
      if (row.is("FETCHED", "VERIFIED", "ADMITTED", "SHADOW") && tooOld(row.artifact)) {
        move(row, "REFUSED");
      }
    }
    Row live = live().orElseThrow();
    if (tooOld(live.artifact)) {
      move(live, "REFUSED");
      lastGood().ifPresentOrElse(row -> move(row, "LIVE"), this::ship);
    }
  }

  /// Compares everything that a reader can see.
  void agreesWith(Catalog catalog) {
    var expected = new TreeMap<Integer, String>();
    rows.forEach(row -> expected.put(row.number, row.state + " " + row.artifact));
    var actual = new TreeMap<Integer, String>();
    catalog
        .state()
        .versions()
        .forEach(v -> actual.put(v.version().number(), v.name() + " " + v.version().artifact()));
    assertThat(actual).isEqualTo(expected);
    assertThat(catalog.state().lastGood().map(v -> v.version().number()))
        .isEqualTo(lastGood().map(row -> row.number));
    assertThat(catalog.state().minimumRelease()).isEqualTo(minimum);
    assertThat(catalog.state().highestRelease()).isEqualTo(highest);
    assertThat(catalog.stats().bytes())
        .isEqualTo(bytes())
        .isLessThanOrEqualTo(options.diskBudget() + Contents.shipped().artifact().bytes());
  }

  private void row(Artifact artifact, String state) {
    moves++;
    rows.add(new Row(++lastNumber, artifact, state, moves));
    rows.stream()
        .filter(row -> row.artifact.digest().equals(artifact.digest()))
        .forEach(row -> row.file = true);
    if (state.equals("LIVE")) {
      highest = Math.max(highest, artifact.release());
    }
  }

  private void ship() {
    row(Contents.shipped().artifact(), "LIVE");
  }

  private void move(Row row, String state) {
    row.state = state;
    row.moved = moves;
    if (state.equals("LIVE")) {
      highest = Math.max(highest, row.artifact.release());
    }
  }

  private Optional<Row> live() {
    return rows.stream().filter(row -> row.is("LIVE")).findFirst();
  }

  private Optional<Row> lastGood() {
    return rows.stream()
        .filter(row -> row.is("RETIRED") && !tooOld(row.artifact))
        .max(Comparator.comparingInt(row -> row.moved));
  }

  private boolean tooOld(Artifact artifact) {
    return artifact.release() != 0 && artifact.release() < minimum;
  }

  private @Nullable String refusal(Artifact artifact) {
    if (rows.stream().anyMatch(row -> row.artifact.digest().equals(artifact.digest()))) {
      return "Known";
    }
    if (tooOld(artifact)) {
      return "Withdrawn";
    }
    if (artifact instanceof Artifact.Adapter
        && rows.stream()
            .filter(row -> row.artifact.digest().equals(artifact.base()))
            .reduce((_, newer) -> newer)
            .filter(row -> !row.is("REFUSED"))
            .isEmpty()) {
      return "NoBase";
    }
    if (rows.stream().filter(row -> row.is("FETCHED", "VERIFIED", "ADMITTED", "SHADOW")).count()
        >= options.mostCandidates()) {
      return "TooMany";
    }
    Set<Digest> kept = needed(artifact);
    long least =
        rows.stream()
            .filter(row -> row.file && kept.contains(row.artifact.digest()))
            .map(row -> row.artifact.digest() + " " + row.artifact.bytes())
            .distinct()
            .mapToLong(text -> Long.parseLong(text.split(" ", -1)[1]))
            .sum();
    return least + artifact.bytes() > options.diskBudget() ? "NoRoom" : null;
  }

  private Set<Digest> needed(Artifact arriving) {
    Set<Digest> needed = new HashSet<>(Set.of(arriving.base()));
    List<Row> keep = new ArrayList<>();
    rows.stream()
        .filter(row -> row.is("LIVE", "FETCHED", "VERIFIED", "ADMITTED", "SHADOW"))
        .forEach(keep::add);
    lastGood().ifPresent(keep::add);
    keep.forEach(row -> needed.addAll(List.of(row.artifact.digest(), row.artifact.base())));
    return needed;
  }

  private void makeRoom(Artifact arriving) {
    Set<Digest> needed = needed(arriving);
    boolean pruned = false;
    while (bytes() + arriving.bytes() > options.diskBudget()) {
      Row oldest =
          byAge().stream().filter(row -> row.file && mayGo(row, needed)).findFirst().orElseThrow();
      Digest content = oldest.artifact.digest();
      rows.removeIf(row -> row.is("RETIRED") && row.artifact.digest().equals(content));
      rows.stream()
          .filter(row -> row.artifact.digest().equals(content))
          .forEach(row -> row.file = false);
      pruned = true;
    }
    pruned |= bound("RETIRED", options.mostRetired(), needed);
    pruned |= bound("REFUSED", options.mostRefused(), needed);
    moves += pruned ? 1 : 0;
  }

  private boolean bound(String state, int most, Set<Digest> needed) {
    boolean any = false;
    while (rows.stream().filter(row -> row.is(state)).count() > most) {
      Optional<Row> oldest = oldest(needed, state);
      if (oldest.isEmpty()) {
        break;
      }
      rows.remove(oldest.get());
      any = true;
    }
    return any;
  }

  private Optional<Row> oldest(Set<Digest> needed, String state) {
    return byAge().stream().filter(row -> row.is(state) && mayGo(row, needed)).findFirst();
  }

  private List<Row> byAge() {
    return rows.stream().sorted(Comparator.comparingInt(row -> row.moved)).toList();
  }

  private boolean mayGo(Row row, Set<Digest> needed) {
    return row.is("RETIRED", "REFUSED")
        && !needed.contains(row.artifact.digest())
        && rows.stream()
            .noneMatch(
                other ->
                    !other.is("REFUSED")
                        && other.artifact instanceof Artifact.Adapter
                        && other.artifact.base().equals(row.artifact.digest()));
  }

  private long bytes() {
    var files = new TreeMap<String, Long>();
    rows.stream()
        .filter(row -> row.file)
        .forEach(row -> files.put(row.artifact.digest().hex(), row.artifact.bytes()));
    return files.values().stream().mapToLong(Long::longValue).sum();
  }
}
