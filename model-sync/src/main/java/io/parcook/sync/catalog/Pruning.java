package io.parcook.sync.catalog;

import io.parcook.sync.catalog.VersionState.Refused;
import io.parcook.sync.catalog.VersionState.Retired;
import io.parcook.sync.disk.Digest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What to give up so that the files fit the disk budget and the versions their bounds: of what was
/// refused or retired the longest ago first, and never what [CatalogState#neededContents] names. A
/// base goes only after the adapters that need it.
///
/// @param forgotten versions that leave the catalog
/// @param deleted contents whose files go
/// @param bytes what is left
record Pruning(List<VersionState> forgotten, Set<Digest> deleted, long bytes) {

  /// @param sizes lengths of the files that are here
  /// @param kept a content that stays too: the base of what arrives
  /// @param room bytes that the files may take
  static Pruning plan(
      CatalogState state, Map<Digest, Long> sizes, Digest kept, long room, CatalogOptions options) {
    var plan = new Plan(state, sizes, kept);
    while (plan.bytes > room) {
      Optional<VersionState> oldest = plan.oldestThatMayGo();
      if (oldest.isEmpty()) {
        break;
      }
      plan.giveUp(oldest.get());
    }
    plan.bound(Retired.class, options.mostRetired());
    plan.bound(Refused.class, options.mostRefused());
    return new Pruning(List.copyOf(plan.forgotten), Set.copyOf(plan.deleted), plan.bytes);
  }

  boolean isEmpty() {
    return forgotten.isEmpty() && deleted.isEmpty();
  }

  private static final class Plan {

    private final List<VersionState> left;
    private final Map<Digest, Long> sizes;
    private final Set<Digest> needed;
    private final List<VersionState> forgotten = new ArrayList<>();
    private final Set<Digest> deleted = new HashSet<>();
    private long bytes;

    Plan(CatalogState state, Map<Digest, Long> sizes, Digest kept) {
      this.left = new ArrayList<>(state.versions());
      this.left.sort(Comparator.comparingLong(version -> version.since().seq()));
      this.sizes = new HashMap<>(sizes);
      this.needed = new HashSet<>(state.neededContents());
      this.needed.add(kept);
      this.bytes = sizes.values().stream().mapToLong(Long::longValue).sum();
    }

    /// The one longest without a step whose file may go.
    Optional<VersionState> oldestThatMayGo() {
      return left.stream()
          .filter(version -> sizes.containsKey(version.version().artifact().digest()))
          .filter(this::mayGo)
          .findFirst();
    }

    private boolean mayGo(VersionState version) {
      Digest content = version.version().artifact().digest();
      return (version instanceof Retired || version instanceof Refused)
          && !needed.contains(content)
          && left.stream()
              .filter(other -> !(other instanceof Refused))
              .map(other -> other.version().artifact())
              .noneMatch(other -> other.base().equals(content) && !other.digest().equals(content));
    }

    /// A refused version is remembered without its file; a retired one is of no use without it.
    void giveUp(VersionState version) {
      Digest content = version.version().artifact().digest();
      for (VersionState same : List.copyOf(left)) {
        if (same instanceof Retired && same.version().artifact().digest().equals(content)) {
          forget(same);
        }
      }
      delete(content);
    }

    void bound(Class<? extends VersionState> type, int most) {
      while (left.stream().filter(type::isInstance).count() > most) {
        Optional<VersionState> oldest =
            left.stream().filter(type::isInstance).filter(this::mayGo).findFirst();
        if (oldest.isEmpty()) {
          break;
        }
        forget(oldest.get());
      }
    }

    private void forget(VersionState version) {
      Digest content = version.version().artifact().digest();
      left.remove(version);
      forgotten.add(version);
      if (left.stream().noneMatch(other -> other.version().artifact().digest().equals(content))) {
        delete(content);
      }
    }

    private void delete(Digest content) {
      Long size = sizes.remove(content);
      if (size != null) {
        deleted.add(content);
        bytes -= size;
      }
    }
  }
}
