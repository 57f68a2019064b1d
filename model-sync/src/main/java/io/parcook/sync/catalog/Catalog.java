package io.parcook.sync.catalog;

import io.parcook.pipeline.ledger.WriterLock;
import io.parcook.sync.catalog.CatalogRefusedException.Reason;
import io.parcook.sync.catalog.VersionState.Live;
import io.parcook.sync.catalog.VersionState.Refused;
import io.parcook.sync.catalog.VersionState.Retired;
import io.parcook.sync.disk.Digest;
import io.parcook.sync.disk.Disk;
import io.parcook.sync.disk.FolderDisk;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The versions of models on this store's disk. One writer at a time; readers never wait.
///
/// A change is on disk before [#state] shows it and before any listener hears of it. A power cut at
/// any instant leaves the state before a change or the one after it.
public final class Catalog implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Catalog.class.getName());

  private final CatalogOptions options;
  private final ContentStore store;
  private final Book book;
  private final Wholeness wholeness;
  private final Arrivals arrivals;
  private final StartReport start;
  private final @Nullable WriterLock folder;
  private final ReentrantLock writing = new ReentrantLock();
  private final ReentrantLock arriving = new ReentrantLock();
  private final LongAdder failedWrites = new LongAdder();

  /// Opens or creates the catalog in a folder. Every file is compared with its digest; what is
  /// damaged is forgotten, and if it served, a whole version serves instead: the last good one,
  /// another, or the shipped one. Where nothing ever served the shipped model does.
  ///
  /// @throws CatalogRefusedException when it cannot be opened as it stands
  public static Catalog open(
      Path folder, CatalogOptions options, InstantSource clock, Optional<ShippedModel> shipped) {
    WriterLock lock = null;
    try {
      lock = WriterLock.take(folder.resolve("lock")).orElseThrow(() -> inUse(folder));
      return new Catalog(new FolderDisk(folder), options, clock, shipped.orElse(null), lock);
    } catch (IOException e) {
      close(lock);
      throw unusable(folder.toString(), e);
    } catch (RuntimeException e) {
      close(lock);
      throw e;
    }
  }

  /// Opens the catalog on any disk; that nobody else does is for the caller to see to.
  ///
  /// @throws CatalogRefusedException when it cannot be opened as it stands
  public static Catalog open(
      Disk disk, CatalogOptions options, InstantSource clock, Optional<ShippedModel> shipped) {
    try {
      return new Catalog(disk, options, clock, shipped.orElse(null), null);
    } catch (IOException e) {
      throw unusable("on this disk", e);
    }
  }

  /// Reads a catalog as it stands without opening it, also while another process has it open.
  public static CatalogState read(Path folder) throws IOException {
    return Replay.of(new FolderDisk(folder)).state();
  }

  private Catalog(
      Disk disk,
      CatalogOptions options,
      InstantSource clock,
      @Nullable ShippedModel shipped,
      @Nullable WriterLock folder)
      throws IOException {
    this.options = options;
    this.folder = folder;
    this.store = new ContentStore(disk);
    Replay replay = Replay.of(disk);
    this.book = new Book(disk, replay, options, clock);
    this.wholeness = new Wholeness(book, store, shipped);
    this.arrivals = new Arrivals(book, store, options);
    int swept = store.sweep(contents(book.state()));
    Wholeness.Found found = wholeness.verify();
    book.settle();
    this.start = StartReport.of(replay, swept, found);
  }

  /// What the start found.
  public StartReport start() {
    return start;
  }

  /// All versions as of now.
  public CatalogState state() {
    return book.state();
  }

  /// Calls `listener` after each change from now on.
  public void onChange(CatalogListener listener) {
    book.listen(listener);
  }

  /// Takes content in. It is read to its announced end and no further, compared with its digest,
  /// and only then gets a name. Older files make room within the disk budget.
  ///
  /// @throws NotRecordedException if it cannot be read or the disk does not take it
  public Added add(Artifact artifact, InputStream content, Why why) {
    refuseReentry();
    arriving.lock();
    try {
      Optional<Added> refusal = arrivals.refusal(artifact);
      if (refusal.isPresent()) {
        return refusal.get();
      }
      ContentStore.Arrival arrival = store.receive(artifact, content);
      if (arrival.is(artifact)) {
        return writing(_ -> arrivals.keep(artifact, why));
      }
      store.dropArrival();
      return new Added.OtherContent(artifact, arrival.digest(), arrival.bytes());
    } catch (IOException e) {
      failedWrites.increment();
      throw new NotRecordedException(e);
    } finally {
      arriving.unlock();
    }
  }

  /// Takes a step of a version's life.
  ///
  /// @return the state it is in now, on disk
  /// @throws StaleStepException if the version is no longer in the state the step leads from
  /// @throws DamagedContentException if it is to serve and its files are not whole
  /// @throws NotRecordedException if the disk does not take it
  public <S extends VersionState> S record(Transition<S> step) {
    return writing(
        state -> {
          requireCurrent(step.from(), state);
          Decision decision = book.next(step.why());
          S to = step.to(decision);
          List<VersionState> moved = new ArrayList<>();
          if (to instanceof Live) {
            requireServable(to.version(), state);
            state.live().ifPresent(old -> moved.add(new Retired(old.version(), decision)));
          }
          moved.add(to);
          book.commit(new Change(decision, moved, List.of(), state.minimumRelease()));
          return to;
        });
  }

  /// Keeps a decision that moves no version, such as why something was not even fetched. One that
  /// says what a decision of the last [CatalogState#HISTORY] said by the same actor is not kept
  /// again, so that a registry which offers the same every minute does not fill the journal.
  ///
  /// @return whether it was new
  /// @throws NotRecordedException if the disk does not take it
  public boolean note(Why why) {
    return writing(
        state -> {
          boolean known =
              state.history().stream()
                  .map(change -> change.decision().why())
                  .anyMatch(
                      earlier -> earlier.by() == why.by() && earlier.reason().equals(why.reason()));
          if (!known) {
            book.commit(new Change(book.next(why), List.of(), List.of(), state.minimumRelease()));
          }
          return !known;
        });
  }

  /// Goes back to the last good version; the one that serves is refused. Everything that is needed
  /// is on disk. If the last good one is damaged, to the one before it, and at last to the shipped
  /// one.
  ///
  /// @throws NotRecordedException if the disk does not take it
  public Rollback rollBack(Why why) {
    return writing(
        state -> {
          Optional<Live> live = state.live();
          if (live.isEmpty()) {
            return new Rollback.NothingLive();
          }
          Decision decision = book.next(why);
          Wholeness.Instead instead = wholeness.instead(decision, state, live.get().version());
          if (instead.live().isEmpty()) {
            return new Rollback.NothingBefore(live.get());
          }
          Refused refused = new Refused(live.get().version(), decision);
          Live now = instead.live().get();
          book.commit(
              new Change(
                  decision,
                  List.of(refused, now),
                  instead.damagedNumbers(),
                  state.minimumRelease()));
          return new Rollback.Done(now, refused);
        });
  }

  /// Sets the lowest release of the cloud that may serve; it never goes down. Candidates below it
  /// are refused. A live version below it is refused too and gives way to one that may serve, the
  /// shipped one at last, or to none.
  ///
  /// @throws NotRecordedException if the disk does not take it
  public CatalogState requireRelease(long minimum, Why why) {
    return writing(
        state -> {
          if (minimum <= state.minimumRelease()) {
            return state;
          }
          Decision decision = book.next(why);
          CatalogState then = state.with(new Change(decision, List.of(), List.of(), minimum));
          List<VersionState> moved = new ArrayList<>();
          state.candidates().stream()
              .filter(candidate -> !then.mayServe(candidate.version().artifact()))
              .forEach(candidate -> moved.add(new Refused(candidate.version(), decision)));
          List<Integer> damaged = List.of();
          Optional<Version> live = state.live().map(Live::version);
          if (live.isPresent() && !then.mayServe(live.get().artifact())) {
            Wholeness.Instead instead = wholeness.instead(decision, then, live.get());
            moved.add(new Refused(live.get(), decision));
            instead.live().ifPresent(moved::add);
            damaged = instead.damagedNumbers();
          }
          book.commit(new Change(decision, moved, damaged, minimum));
          return book.state();
        });
  }

  /// Reads the files that a version needs to serve, and compares them with their digests.
  ///
  /// @throws DamagedContentException if they are not whole
  public ServableModel load(VersionState version) {
    Artifact artifact = version.version().artifact();
    byte[] base = bytes(version.version(), artifact.base());
    Optional<byte[]> adapter =
        artifact instanceof Artifact.Adapter
            ? Optional.of(bytes(version.version(), artifact.digest()))
            : Optional.empty();
    return new ServableModel(version, base, adapter);
  }

  /// Compares every file with its digest, forgets versions whose files are damaged, and goes back
  /// to a whole one if the live one is. Gives the versions that were forgotten.
  ///
  /// @throws NotRecordedException if the disk does not take it
  public List<Version> verify() {
    return writing(_ -> wholeness.verify().damaged());
  }

  /// How near it is to its bounds.
  public CatalogStats stats() {
    CatalogState state = book.state();
    Map<Digest, Long> sizes = store.sizes();
    return new CatalogStats(
        sizes.values().stream().mapToLong(Long::longValue).sum(),
        options.diskBudget(),
        state.neededContents().stream().mapToLong(needed -> sizes.getOrDefault(needed, 0L)).sum(),
        state.candidates().size(),
        options.mostCandidates(),
        book.journalBytes(),
        arrivals.pruned(),
        failedWrites.sum());
  }

  @Override
  public void close() {
    writing.lock();
    try {
      book.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The model catalog's journal could not be closed", e);
    } finally {
      writing.unlock();
      close(folder);
    }
  }

  /// A change to the catalog, given the state that it starts from.
  @FunctionalInterface
  private interface Write<T> {
    T from(CatalogState state) throws IOException;
  }

  private <T> T writing(Write<T> write) {
    refuseReentry();
    writing.lock();
    try {
      return write.from(book.state());
    } catch (IOException e) {
      failedWrites.increment();
      throw new NotRecordedException(e);
    } finally {
      writing.unlock();
    }
  }

  private void refuseReentry() {
    if (writing.isHeldByCurrentThread()) {
      throw new IllegalStateException("a listener must not change the catalog it listens to");
    }
  }

  private static void requireCurrent(VersionState from, CatalogState state) {
    Optional<VersionState> now = state.version(from.version().number());
    if (!now.equals(Optional.of(from))) {
      throw new StaleStepException(from, now);
    }
  }

  private void requireServable(Version version, CatalogState state) throws IOException {
    if (!state.mayServe(version.artifact())) {
      throw new IllegalStateException(
          "%s is release %d, below the minimum of %d"
              .formatted(version, version.artifact().release(), state.minimumRelease()));
    }
    if (!wholeness.isWhole(version.artifact())) {
      throw new DamagedContentException(version);
    }
  }

  private byte[] bytes(Version version, Digest content) {
    try {
      return store.read(content).orElseThrow(() -> new DamagedContentException(version));
    } catch (IOException e) {
      throw new UncheckedIOException("The file of " + version + " cannot be read", e);
    }
  }

  private static Set<Digest> contents(CatalogState state) {
    return state.versions().stream()
        .map(version -> version.version().artifact().digest())
        .collect(Collectors.toSet());
  }

  private static CatalogRefusedException inUse(Path folder) {
    return new CatalogRefusedException(
        Reason.IN_USE,
        "Another Parcook has the model catalog %s open. Stop it, or give this one a folder of its own."
            .formatted(folder),
        null);
  }

  private static CatalogRefusedException unusable(String where, IOException cause) {
    return new CatalogRefusedException(
        Reason.UNUSABLE,
        "The model catalog %s cannot be opened: %s. Check that it can be written and has space."
            .formatted(where, cause.getMessage()),
        cause);
  }

  private static void close(@Nullable WriterLock lock) {
    try {
      if (lock != null) {
        lock.close();
      }
    } catch (UncheckedIOException e) {
      LOG.log(Level.WARNING, "The model catalog's lock could not be let go", e);
    }
  }
}
