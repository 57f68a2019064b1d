package io.parcook.sync.catalog;

import io.parcook.sync.catalog.VersionState.Fetched;
import io.parcook.sync.catalog.VersionState.Refused;
import io.parcook.sync.disk.Digest;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/// Takes versions in, and makes room for them.
final class Arrivals {

  private static final Logger LOG = System.getLogger(Arrivals.class.getName());

  private final Book book;
  private final ContentStore store;
  private final CatalogOptions options;
  private final LongAdder pruned = new LongAdder();

  Arrivals(Book book, ContentStore store, CatalogOptions options) {
    this.book = book;
    this.store = store;
    this.options = options;
  }

  long pruned() {
    return pruned.sum();
  }

  /// Why content is not wanted; empty where it is.
  Optional<Added> refusal(Artifact artifact) {
    CatalogState state = book.state();
    Optional<VersionState> known = state.withContent(artifact.digest());
    if (known.isPresent()) {
      return Optional.of(new Added.Known(known.get()));
    }
    if (!state.mayServe(artifact)) {
      return Optional.of(new Added.Withdrawn(artifact, state.minimumRelease()));
    }
    if (artifact instanceof Artifact.Adapter adapter && !fits(adapter, state)) {
      return Optional.of(new Added.NoBase(adapter));
    }
    if (state.candidates().size() >= options.mostCandidates()) {
      return Optional.of(new Added.TooMany(state.candidates().size()));
    }
    if (plan(artifact).bytes() + artifact.bytes() > options.diskBudget()) {
      return Optional.of(
          new Added.NoRoom(artifact.bytes(), plan(artifact).bytes(), options.diskBudget()));
    }
    return Optional.empty();
  }

  /// Gives what was received its name and its first state, if it is still wanted.
  Added keep(Artifact received, Why why) throws IOException {
    Optional<Added> refusal = refusal(received);
    if (refusal.isPresent()) {
      store.dropArrival();
      return refusal.get();
    }
    prune(plan(received));
    store.keep(received);
    Decision decision = book.next(why);
    Version version = new Version(book.state().counters().number() + 1, received);
    Fetched fetched = new Fetched(version, decision);
    book.commit(new Change(decision, List.of(fetched), List.of(), book.state().minimumRelease()));
    return new Added.New(fetched);
  }

  private static boolean fits(Artifact.Adapter adapter, CatalogState state) {
    Optional<VersionState> base =
        state
            .withContent(adapter.base())
            .filter(version -> !(version instanceof Refused))
            .filter(version -> version.version().artifact() instanceof Artifact.Base);
    base.map(version -> version.version().artifact().release())
        .filter(release -> release != adapter.release())
        .ifPresent(
            release -> {
              throw new IllegalArgumentException(
                  "an adapter has its base's release, %d; got %d"
                      .formatted(release, adapter.release()));
            });
    return base.isPresent();
  }

  /// An adapter's base stays, whatever else goes.
  private Pruning plan(Artifact arriving) {
    return Pruning.plan(
        book.state(),
        store.sizes(),
        arriving.base(),
        options.diskBudget() - arriving.bytes(),
        options);
  }

  private void prune(Pruning plan) throws IOException {
    if (plan.isEmpty()) {
      return;
    }
    book.settle(); // or a file that is still pointed to could go
    Why why =
        new Why(
            Actor.AUTOMATIC,
            "made room: forgot %s; %d files deleted"
                .formatted(
                    plan.forgotten().stream().map(VersionState::version).toList(),
                    plan.deleted().size()),
            Map.of("bytes", (double) plan.bytes(), "budget", (double) options.diskBudget()));
    book.commit(
        new Change(
            book.next(why),
            List.of(),
            plan.forgotten().stream().map(version -> version.version().number()).toList(),
            book.state().minimumRelease()));
    pruned.add(plan.forgotten().size() + plan.deleted().size());
    for (Digest content : plan.deleted()) {
      try {
        store.delete(content);
      } catch (IOException e) {
        LOG.log(Level.WARNING, "A pruned file stays until the next start: " + content, e);
      }
    }
  }
}
