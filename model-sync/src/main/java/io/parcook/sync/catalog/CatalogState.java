package io.parcook.sync.catalog;

import io.parcook.sync.catalog.VersionState.Candidate;
import io.parcook.sync.catalog.VersionState.Live;
import io.parcook.sync.catalog.VersionState.Retired;
import io.parcook.sync.disk.Digest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// All versions of the store at one moment. Immutable: a reader sees one moment whole.
public final class CatalogState {

  /// Most decisions that are kept beyond those that brought the present versions where they are.
  public static final int HISTORY = 256;

  static final CatalogState EMPTY =
      new CatalogState(Collections.emptySortedMap(), List.of(), Counters.NONE);

  private final SortedMap<Integer, VersionState> versions;
  private final List<Change> history;
  private final Counters counters;

  private CatalogState(
      SortedMap<Integer, VersionState> versions, List<Change> history, Counters counters) {
    this.versions = versions;
    this.history = history;
    this.counters = counters;
  }

  static CatalogState startingFrom(Counters counters) {
    return new CatalogState(EMPTY.versions, List.of(), counters);
  }

  /// The state after a decision. If a lost line left two versions live, the newer decision holds.
  CatalogState with(Change change) {
    var after = new TreeMap<>(versions);
    if (change.states().stream().anyMatch(Live.class::isInstance)) {
      live()
          .ifPresent(
              old -> after.put(old.version().number(), new Retired(old.version(), old.since())));
    }
    change.states().forEach(state -> after.put(state.version().number(), state));
    change.forgotten().forEach(after::remove);
    var last = new ArrayList<>(history);
    last.add(change);
    return new CatalogState(
        Collections.unmodifiableSortedMap(after),
        List.copyOf(last.subList(Math.max(0, last.size() - HISTORY), last.size())),
        counters.with(change));
  }

  /// Every version, the oldest first.
  public Collection<VersionState> versions() {
    return versions.values();
  }

  /// A version by its number.
  public Optional<VersionState> version(int number) {
    return Optional.ofNullable(versions.get(number));
  }

  /// The newest version with this content.
  public Optional<VersionState> withContent(Digest digest) {
    return versions.values().stream()
        .filter(state -> state.version().artifact().digest().equals(digest))
        .reduce((_, newer) -> newer);
  }

  /// The version that serves.
  public Optional<Live> live() {
    return only(Live.class).findFirst();
  }

  /// The version that a rollback goes to: the one that served last before the live one and was not
  /// refused since.
  public Optional<Retired> lastGood() {
    return rollbackTargets().stream().findFirst();
  }

  /// Retired versions that may serve, the one that served last first.
  List<Retired> rollbackTargets() {
    return only(Retired.class)
        .filter(retired -> mayServe(retired.version().artifact()))
        .sorted(Comparator.comparingLong((Retired retired) -> -retired.since().seq()))
        .toList();
  }

  /// Versions on their way, the oldest first.
  public List<Candidate> candidates() {
    return only(Candidate.class).toList();
  }

  /// The last decisions, the oldest first; at most [#HISTORY].
  public List<Change> history() {
    return history;
  }

  /// The lowest release of the cloud that may serve.
  public long minimumRelease() {
    return counters.minimumRelease();
  }

  /// The newest release of the cloud that ever was live here, also if it is no longer.
  public long highestRelease() {
    return counters.highestRelease();
  }

  /// Whether its release is not below the minimum. What came with the product always may: it is
  /// the way out when the cloud has withdrawn everything else.
  public boolean mayServe(Artifact artifact) {
    return artifact.release() == Artifact.SHIPPED || artifact.release() >= minimumRelease();
  }

  /// Contents that no pruning may take: of the live version, the last good one and all candidates,
  /// and of their bases.
  public Set<Digest> neededContents() {
    var needed = new HashSet<Digest>();
    Stream.of(live().stream(), lastGood().stream(), candidates().stream())
        .flatMap(states -> states)
        .map(state -> state.version().artifact())
        .forEach(
            artifact -> {
              needed.add(artifact.digest());
              needed.add(artifact.base());
            });
    return needed;
  }

  Counters counters() {
    return counters;
  }

  private <S extends VersionState> Stream<S> only(Class<S> type) {
    return versions.values().stream().filter(type::isInstance).map(type::cast);
  }
}
