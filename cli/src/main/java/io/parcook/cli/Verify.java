package io.parcook.cli;

import io.parcook.sync.disk.Digest;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.RegistryException;
import io.parcook.sync.registry.RegistryFault;
import io.parcook.sync.registry.Resolution;
import io.parcook.sync.rollout.Store;
import io.parcook.sync.trust.Announcements;
import io.parcook.sync.trust.Claim;
import io.parcook.sync.trust.Refusal;
import io.parcook.sync.trust.Signatures;
import io.parcook.sync.trust.Timestamp;
import io.parcook.sync.trust.TrustRoot;
import io.parcook.sync.trust.Verdict;
import io.parcook.sync.trust.Verifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Says whether a store with these keys would trust a model.
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says whether a model is signed by keys that you trust: cosign's bundles, and the older form"
          + " under the tag sha256-….sig. Ends with 0 if it is, with 5 if it is not.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  parcook verify registry.example/models/base:v2 --key model.pub",
      "  parcook verify oci:models:v2 --key anna.pub --key bert.pub --threshold 2",
      "  parcook verify oci:models:v2 --key model.pub --store 17 --label pilot"
    })
final class Verify implements Callable<Integer> {

  @Parameters(
      paramLabel = "REFERENCE",
      converter = Place.Reader.class,
      description = "REGISTRY/REPOSITORY:TAG, …@sha256:…, or oci:FOLDER:TAG.")
  private Place place = Place.parse("oci:.");

  @Mixin private KeyOptions keys = new KeyOptions();

  @Option(
      names = "--store",
      paramLabel = "ID",
      description = "Also check that the repository's timestamp has it for this store.")
  private @Nullable String store;

  @Option(
      names = "--label",
      paramLabel = "LABEL",
      description = "With --store: a label that the store carries; may be given more than once.")
  private Set<String> labels = Set.of();

  @Mixin private RegistryOptions access = new RegistryOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    try (Registry registry = place.openThere(access)) {
      return verify(registry);
    } catch (IOException e) {
      err().println(e.getMessage());
      return Exit.of(e);
    } catch (IllegalArgumentException e) {
      err().println(e.getMessage());
      return Exit.INPUT;
    }
  }

  private int verify(Registry registry) throws IOException {
    if (!(registry.resolve(place.reference(), null) instanceof Resolution.Found found)) {
      throw new RegistryException(
          new RegistryFault.Gone("manifest " + place.reference(), registry.name()));
    }
    Verifier verifier = new Verifier(TrustRoot.pinned(keys.role()), InstantSource.system());
    List<Claim> claims = Signatures.of(registry, found.digest());
    Verdict<Digest> verdict = verifier.signed(found.bytes(), found.digest(), claims);
    if (store != null) {
      verdict = named(registry, verifier, found, claims, new Store(store, labels));
    }
    return switch (verdict) {
      case Verdict.Trusted<Digest>(Digest digest) -> {
        out().printf("Trusted: %s is %s.%n", place, digest);
        out().flush();
        yield Exit.OK;
      }
      case Verdict.Refused<Digest>(Refusal refusal) -> {
        err().printf("Refused (%s): %s%n", refusal.getClass().getSimpleName(), refusal.message());
        yield Exit.REFUSED;
      }
    };
  }

  private static Verdict<Digest> named(
      Registry registry, Verifier verifier, Resolution.Found found, List<Claim> claims, Store store)
      throws IOException {
    if (!(Announcements.ask(registry, Announcements.TIMESTAMP, null)
        instanceof Announcements.Answer.Document document)) {
      throw new RegistryException(new RegistryFault.Gone("timestamp", registry.name()));
    }
    return verifier
        .timestamp(document.envelope(), null)
        .then(timestamp -> named(verifier, found, claims, timestamp, store));
  }

  private static Verdict<Digest> named(
      Verifier verifier,
      Resolution.Found found,
      List<Claim> claims,
      Timestamp timestamp,
      Store store) {
    return timestamp
        .newestFor(store)
        .map(
            named ->
                verifier
                    .current(found.bytes(), claims, timestamp, named, 0)
                    .<Digest>then(_ -> new Verdict.Trusted<>(found.digest())))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The timestamp has no model for the store '" + store.id() + "'"));
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(spec, "picocli injects the specification");
  }

  private PrintWriter out() {
    return spec().commandLine().getOut();
  }

  private PrintWriter err() {
    return spec().commandLine().getErr();
  }
}
