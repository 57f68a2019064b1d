package io.parcook.sync.fetch;

import io.parcook.sync.admission.Admission;
import io.parcook.sync.catalog.Actor;
import io.parcook.sync.catalog.Added;
import io.parcook.sync.catalog.Artifact;
import io.parcook.sync.catalog.Catalog;
import io.parcook.sync.catalog.DamagedContentException;
import io.parcook.sync.catalog.NotRecordedException;
import io.parcook.sync.catalog.StaleStepException;
import io.parcook.sync.catalog.VersionState;
import io.parcook.sync.catalog.VersionState.Admitted;
import io.parcook.sync.catalog.VersionState.Candidate;
import io.parcook.sync.catalog.VersionState.Fetched;
import io.parcook.sync.catalog.VersionState.Live;
import io.parcook.sync.catalog.VersionState.Retired;
import io.parcook.sync.catalog.VersionState.Shadow;
import io.parcook.sync.catalog.VersionState.Verified;
import io.parcook.sync.catalog.Why;
import io.parcook.sync.disk.FolderDisk;
import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.MediaTypes;
import io.parcook.sync.registry.Reference;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.RegistryException;
import io.parcook.sync.registry.RegistryFault;
import io.parcook.sync.registry.Resolution;
import io.parcook.sync.registry.Transfer;
import io.parcook.sync.registry.artifact.ModelArtifact;
import io.parcook.sync.rollout.Promotion;
import io.parcook.sync.rollout.Ring;
import io.parcook.sync.rollout.Store;
import io.parcook.sync.trust.Claim;
import io.parcook.sync.trust.Refusal;
import io.parcook.sync.trust.Signatures;
import io.parcook.sync.trust.Timestamp;
import io.parcook.sync.trust.Timestamp.Release;
import io.parcook.sync.trust.Verdict;
import io.parcook.sync.trust.Verifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Goes the road of a model once: asks what is current, fetches what is new for this store,
/// verifies and admits it, and lets it serve outside the rush. Each step is on disk before the
/// next, so a round that ends anywhere, by a cut line or a cut of power, is gone on with by the
/// next.
///
/// Nothing on the road touches what serves but [LiveSwitch], at its very end. Used by one thread at
/// a time; others wait.
public final class Fetching {

  private final Catalog catalog;
  private final LiveSwitch live;
  private final Admission admission;
  private final Store store;
  private final Registry registry;
  private final Transfer transfer;
  private final FetchMemory memory;
  private final News news;
  private final Incoming incoming;

  /// @param folder of this store's disk, for what is on its way
  /// @param transfer what a file may have and take
  public Fetching(
      Catalog catalog,
      LiveSwitch live,
      Admission admission,
      Store store,
      Registry registry,
      Transfer transfer,
      FetchMemory memory,
      Path folder,
      InstantSource clock)
      throws IOException {
    this.catalog = catalog;
    this.live = live;
    this.admission = admission;
    this.store = store;
    this.registry = registry;
    this.transfer = transfer;
    this.memory = memory;
    this.news = new News(registry, memory, clock);
    this.incoming = new Incoming(new FolderDisk(folder), folder);
  }

  /// Goes as far as the road leads now.
  ///
  /// @throws InterruptedException if the thread is interrupted; the next round goes on
  public synchronized Round round() throws InterruptedException {
    try {
      Optional<Verdict<Timestamp>> asked = news.ask();
      return asked.isEmpty() ? new Round.Current(0, "none") : follow(asked.get());
    } catch (RegistryException e) {
      return failed(e.fault());
    } catch (StaleStepException e) {
      return new Round.Undecided("Somebody else decided meanwhile: " + e.getMessage());
    } catch (IOException
        | UncheckedIOException
        | NotRecordedException
        | DamagedContentException e) {
      return new Round.NotKept("The road of a model stops at this store's disk: " + e.getMessage());
    } finally {
      memory.keep(transfer.budget().spent());
    }
  }

  private Round failed(RegistryFault fault) {
    if (fault instanceof RegistryFault.OverBudget over) {
      return new Round.Waits(over.again(), fault.message());
    }
    return Verifier.refusal(fault).map(this::refused).orElseGet(() -> new Round.Failed(fault));
  }

  /// Keeps why something of the cloud's is not taken: no version of it is in the catalog.
  private Round refused(Refusal refusal) {
    Round.Refused refused =
        new Round.Refused(refusal.getClass().getSimpleName(), refusal.message());
    catalog.note(new Why(Actor.AUTOMATIC, "%s: %s".formatted(refused.kind(), refused.reason())));
    return refused;
  }

  private Round follow(Verdict<Timestamp> asked) throws IOException, InterruptedException {
    return switch (asked) {
      case Verdict.Refused<Timestamp>(Refusal refusal) -> refused(refusal);
      case Verdict.Trusted<Timestamp>(Timestamp timestamp) -> {
        if (timestamp.minimum() > catalog.state().minimumRelease()) {
          String reason =
              "The cloud allows release " + timestamp.minimum() + " and above, and no older one.";
          live.requireRelease(timestamp.minimum(), new Why(Actor.CLOUD, reason));
        }
        Optional<Release> release = timestamp.newestFor(store);
        yield release.isEmpty() ? new Round.Current(0, "none") : follow(timestamp, release.get());
      }
    };
  }

  private Round follow(Timestamp timestamp, Release release)
      throws IOException, InterruptedException {
    Optional<VersionState> known = ofRelease(release.number());
    if (serves(release)) {
      return new Round.Current(release.number(), "live");
    }
    long highest = catalog.state().highestRelease();
    if (release.number() < highest) {
      return refused(new Refusal.Rollback(release.number(), highest));
    }
    if (known.isPresent() && !(known.get() instanceof Candidate)) {
      return new Round.Current(release.number(), word(known.get()));
    }
    dropOlder(release);
    if (known.isPresent() && !(known.get() instanceof Fetched)) {
      return advance(known.get(), release);
    }
    if (transfer.budget().left() <= 0) {
      // what goes before a file is asked for again each time, and would outweigh it in a long rush
      return new Round.Waits(
          transfer.budget().roomAt(),
          "Release %d is fetched when the line's budget has room.".formatted(release.number()));
    }
    Resolution found = registry.resolve(new Reference.Exactly(release.manifest()), null);
    if (!(found instanceof Resolution.Found manifest)) {
      throw new RegistryException(
          new RegistryFault.Gone("manifest " + release.manifest(), registry.name()));
    }
    return switch (judged(timestamp, release, manifest)) {
      case Verdict.Refused<ModelArtifact>(Refusal refusal) -> refused(refusal);
      case Verdict.Trusted<ModelArtifact>(ModelArtifact model) -> take(release, manifest, model);
    };
  }

  /// Whether the release serves, perhaps with what this store tuned on it.
  private boolean serves(Release release) {
    return catalog.state().live().stream()
        .anyMatch(now -> now.version().artifact().release() == release.number());
  }

  /// The base of a release, if it is or was here.
  private Optional<VersionState> ofRelease(long number) {
    return catalog.state().versions().stream()
        .filter(state -> state.version().artifact() instanceof Artifact.Base)
        .filter(state -> state.version().artifact().release() == number)
        .reduce((_, newer) -> newer);
  }

  /// Candidates of the cloud that a newer release has overtaken never serve.
  private void dropOlder(Release release) {
    for (Candidate candidate : catalog.state().candidates()) {
      if (candidate.version().artifact() instanceof Artifact.Base base
          && base.release() > Artifact.SHIPPED
          && base.release() < release.number()) {
        String reason = "Release " + release.number() + " took its place.";
        catalog.record(candidate.refused(new Why(Actor.CLOUD, reason)));
      }
    }
  }

  private Verdict<ModelArtifact> judged(
      Timestamp timestamp, Release release, Resolution.Found manifest) throws IOException {
    List<Claim> claims = Signatures.of(registry, manifest.digest());
    long newest = catalog.state().highestRelease();
    Verdict<ModelArtifact> verdict =
        news.verifier().current(manifest.bytes(), claims, timestamp, release, newest);
    return News.isAboutKeys(verdict) && news.rotated()
        ? news.verifier().current(manifest.bytes(), claims, timestamp, release, newest)
        : verdict;
  }

  private Round take(Release release, Resolution.Found manifest, ModelArtifact model)
      throws IOException, InterruptedException {
    Optional<VersionState> same = catalog.state().withContent(model.weight().digest());
    if (same.isEmpty()) {
      incoming.fetch(model, registry, catalog, transfer);
      memory.fetched(
          release.number(),
          new Descriptor(MediaTypes.MANIFEST, manifest.digest(), manifest.bytes().length));
      Artifact.Base base =
          new Artifact.Base(
              model.version(), release.number(), model.weight().digest(), model.weight().size());
      Why why = new Why(Actor.CLOUD, "The cloud's release %d.".formatted(release.number()));
      try (InputStream file = incoming.read(base.digest())) {
        return took(catalog.add(base, file, why), release);
      }
    }
    return took(new Added.Known(same.get()), release);
  }

  private Round took(Added added, Release release) throws IOException, InterruptedException {
    return switch (added) {
      case Added.New(Fetched fetched) -> advance(fetched, release);
      case Added.Known(Candidate candidate)
          when candidate.version().artifact().release() == release.number() ->
          advance(candidate, release);
      case Added.Known _, Added.OtherContent _, Added.NoBase _, Added.Withdrawn _ -> {
        incoming.clear();
        String reason = "Release %d: %s".formatted(release.number(), added.message());
        catalog.note(new Why(Actor.AUTOMATIC, reason));
        yield new Round.Refused("NotTaken", reason);
      }
      case Added.NoRoom _, Added.TooMany _ -> new Round.Undecided(added.message());
    };
  }

  /// Takes a version from where it is to where it may go.
  private Round advance(VersionState from, Release release)
      throws IOException, InterruptedException {
    return switch (from) {
      case Fetched fetched ->
          advance(
              catalog.record(
                  fetched.verified(
                      new Why(
                          Actor.AUTOMATIC,
                          "Signed by the keys that are pinned, named by the timestamp document,"
                              + " newer than every release that served here."))),
              release);
      case Verified verified -> admit(verified, release);
      case Admitted admitted ->
          advance(
              catalog.record(
                  admitted.shadow(
                      new Why(Actor.CLOUD, "It is let out to %s.".formatted(rings(release))))),
              release);
      case Shadow shadow -> promote(shadow, release);
      case Live now -> new Round.WentLive(now);
      case Retired _, VersionState.Refused _ -> new Round.Current(release.number(), word(from));
    };
  }

  private Round admit(Verified verified, Release release) throws IOException, InterruptedException {
    Path file = incoming.file(verified, catalog);
    Admission.Verdict verdict = admission.judge(file, verified.version().artifact().digest());
    return switch (verdict) {
      case Admission.Verdict.Admitted(List<String> remarks, Map<String, Double> figures) -> {
        String reason = "Harmless, understood, sane and fast here. " + String.join(" ", remarks);
        Admitted admitted =
            catalog.record(verified.admitted(new Why(Actor.AUTOMATIC, reason.strip(), figures)));
        incoming.clear();
        yield advance(admitted, release);
      }
      case Admission.Verdict.Refused(String reason, Map<String, Double> figures) -> {
        catalog.record(verified.refused(new Why(Actor.AUTOMATIC, reason, figures)));
        incoming.clear();
        yield new Round.Refused("NotAdmitted", reason);
      }
      case Admission.Verdict.Undecided(String reason) -> new Round.Undecided(reason);
    };
  }

  private Round promote(Shadow shadow, Release release) {
    Why why =
        new Why(
            Actor.CLOUD,
            "Release %d is let out to %s.".formatted(release.number(), rings(release)));
    Promotion promotion = live.promote(shadow, release.rollout(), why);
    return switch (promotion) {
      case Promotion.Done(Live now) ->
          serves(release)
              ? new Round.WentLive(now)
              : new Round.Refused("NotOpened", now.version() + " could not be opened.");
      case Promotion.Waits(Shadow _, var until) -> new Round.Waits(until, promotion.message());
      case Promotion.NotThisStore _,
          Promotion.NotNewer _,
          Promotion.Withdrawn _,
          Promotion.OtherBase _ -> {
        catalog.record(shadow.refused(new Why(Actor.AUTOMATIC, promotion.message())));
        yield new Round.Refused(promotion.getClass().getSimpleName(), promotion.message());
      }
    };
  }

  private static String rings(Release release) {
    return release.rings().stream().map(Ring::toString).collect(Collectors.joining(", "));
  }

  private static String word(VersionState state) {
    return state.name().name().toLowerCase(Locale.ROOT);
  }
}
