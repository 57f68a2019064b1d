package io.parcook.sync.catalog;

import io.parcook.sync.catalog.VersionState.Live;
import io.parcook.sync.catalog.VersionState.Refused;
import io.parcook.sync.catalog.VersionState.Retired;
import io.parcook.sync.disk.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Sees to it that what serves is whole: compares files with their digests, and finds what can
/// serve in place of what cannot.
final class Wholeness {

  private final Book book;
  private final ContentStore store;
  private final @Nullable ShippedModel shipped;

  Wholeness(Book book, ContentStore store, @Nullable ShippedModel shipped) {
    this.book = book;
    this.store = store;
    this.shipped = shipped;
  }

  /// What a verification found.
  ///
  /// @param damaged versions that were forgotten
  /// @param restored whether the shipped model's file was written again
  record Found(List<Version> damaged, boolean restored) {}

  /// What can serve instead.
  ///
  /// @param live empty where nothing can
  /// @param damaged versions that could have, were they whole
  record Instead(Optional<Live> live, List<Version> damaged) {

    List<Integer> damagedNumbers() {
      return damaged.stream().map(Version::number).toList();
    }
  }

  /// Compares all files with their digests, in one pass, and acts on what it finds.
  Found verify() throws IOException {
    boolean restored = restoreShipped();
    CatalogState state = book.state();
    Set<Digest> whole = wholeContents(state);
    List<Version> damaged =
        state.versions().stream()
            .filter(version -> !(version instanceof Refused))
            .map(VersionState::version)
            .filter(version -> !servable(version.artifact(), whole))
            .toList();
    Optional<Live> live = state.live();
    if (live.isEmpty() || damaged.contains(live.get().version())) {
      serveAnother(state, damaged);
    } else if (!damaged.isEmpty()) {
      Why why = new Why(Actor.AUTOMATIC, "missing or damaged on disk: " + damaged);
      commit(book.next(why), List.of(), damaged);
    }
    for (Digest content : store.sizes().keySet()) {
      if (!whole.contains(content) && !book.state().neededContents().contains(content)) {
        store.delete(content);
      }
    }
    return new Found(damaged, restored);
  }

  /// Whether a version's files are as they should be.
  boolean isWhole(Artifact artifact) throws IOException {
    if (!store.isWhole(artifact)) {
      return false;
    }
    return artifact.base().equals(artifact.digest()) || store.read(artifact.base()).isPresent();
  }

  /// Finds what can serve in place of a version: retired ones, the last one first, then what was
  /// shipped.
  ///
  /// @param state says which may serve
  Instead instead(Decision decision, CatalogState state, @Nullable Version leaving)
      throws IOException {
    List<Version> damaged = new ArrayList<>();
    for (Retired retired : state.rollbackTargets()) {
      if (isWhole(retired.version().artifact())) {
        return new Instead(Optional.of(new Live(retired.version(), decision)), damaged);
      }
      damaged.add(retired.version());
    }
    if (shipped == null
        || (leaving != null && leaving.artifact().digest().equals(shipped.artifact().digest()))) {
      return new Instead(Optional.empty(), damaged);
    }
    putShipped(shipped);
    Version version = new Version(state.counters().number() + 1, shipped.artifact());
    return new Instead(Optional.of(new Live(version, decision)), damaged);
  }

  private void serveAnother(CatalogState state, List<Version> damaged) throws IOException {
    boolean first = state.counters().seq() == 0;
    Why why =
        new Why(
            Actor.AUTOMATIC,
            first
                ? "shipped"
                : damaged.isEmpty()
                    ? "nothing was live"
                    : "missing or damaged on disk: " + damaged);
    Decision decision = book.next(why);
    CatalogState without =
        state.with(
            new Change(
                decision,
                List.of(),
                damaged.stream().map(Version::number).toList(),
                state.minimumRelease()));
    Instead instead = instead(decision, without, null);
    var gone = new ArrayList<>(damaged);
    gone.addAll(instead.damaged());
    if (instead.live().isPresent() || !gone.isEmpty()) {
      commit(decision, instead.live().map(List::<VersionState>of).orElse(List.of()), gone);
    }
  }

  private void commit(Decision decision, List<VersionState> moved, List<Version> forgotten)
      throws IOException {
    book.commit(
        new Change(
            decision,
            moved,
            forgotten.stream().map(Version::number).toList(),
            book.state().minimumRelease()));
  }

  private boolean servable(Artifact artifact, Set<Digest> whole) {
    return whole.contains(artifact.digest()) && whole.contains(artifact.base());
  }

  private Set<Digest> wholeContents(CatalogState state) throws IOException {
    Map<Digest, Artifact> artifacts = new HashMap<>();
    state
        .versions()
        .forEach(v -> artifacts.put(v.version().artifact().digest(), v.version().artifact()));
    Set<Digest> whole = new HashSet<>();
    for (Artifact artifact : artifacts.values()) {
      if (store.isWhole(artifact)) {
        whole.add(artifact.digest());
      }
    }
    return whole;
  }

  /// The shipped model's file can be had again at any time.
  private boolean restoreShipped() throws IOException {
    if (shipped == null
        || store.isWhole(shipped.artifact())
        || book.state().versions().stream()
            .filter(version -> !(version instanceof Refused))
            .noneMatch(v -> v.version().artifact().base().equals(shipped.artifact().digest()))) {
      return false;
    }
    putShipped(shipped);
    return true;
  }

  private void putShipped(ShippedModel model) throws IOException {
    if (!store.isWhole(model.artifact())) {
      store.receive(model.artifact(), new ByteArrayInputStream(model.bytes()));
      store.keep(model.artifact());
    }
  }
}
