package io.parcook.cli;

import io.parcook.sync.disk.Digest;
import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.Manifest;
import io.parcook.sync.registry.Reference;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.RegistryException;
import io.parcook.sync.registry.RegistryFault;
import io.parcook.sync.registry.Resolution;
import io.parcook.sync.trust.Claim;
import io.parcook.sync.trust.Signatures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Shows what a repository has under a reference, or what a store decided about its models.
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows what an artifact is made of, what refers to it, and who claims to have signed it."
          + " Checks digests, but no signature: that is for 'parcook verify'.",
      "With --store, the versions that a store has and every decision about them.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  parcook inspect registry.example/models/base:v2",
      "  parcook inspect oci:models:v2",
      "  parcook inspect --store /var/lib/parcook"
    })
final class Inspect implements Callable<Integer> {

  /// One of the two.
  static final class Subject {
    @Parameters(
        paramLabel = "REFERENCE",
        converter = Place.Reader.class,
        description = "REGISTRY/REPOSITORY:TAG, …@sha256:…, or oci:FOLDER:TAG.")
    @Nullable Place place;

    @Option(
        names = "--store",
        paramLabel = "FOLDER",
        description = "A store's data folder; the store may be running.")
    @Nullable Path store;
  }

  @ArgGroup(multiplicity = "1")
  private Subject subject = new Subject();

  @Mixin private RegistryOptions access = new RegistryOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = commandSpec().commandLine().getOut();
    try {
      if (subject.store != null) {
        CatalogStory.print(subject.store, out);
      } else {
        inspect(Objects.requireNonNull(subject.place, "picocli lets one of the two through"), out);
      }
      out.flush();
      return Exit.OK;
    } catch (IOException e) {
      commandSpec().commandLine().getErr().println(e.getMessage());
      return Exit.of(e);
    }
  }

  private void inspect(Place place, PrintWriter out) throws IOException {
    try (Registry registry = place.openThere(access)) {
      inspect(registry, place, out);
    }
  }

  private static void inspect(Registry registry, Place place, PrintWriter out) throws IOException {
    Reference reference = place.reference();
    if (!(registry.resolve(reference, null) instanceof Resolution.Found found)) {
      throw new RegistryException(new RegistryFault.Gone("manifest " + reference, registry.name()));
    }
    Manifest manifest = found.manifest();
    out.printf("%s%n", place);
    out.printf("  digest    %s%n", found.digest());
    out.printf("  type      %s%n", manifest.artifactType());
    manifest.annotations().forEach((key, value) -> out.printf("  %-28s %s%n", key, value));
    out.printf("Layers%n");
    for (Descriptor layer : manifest.layers()) {
      out.printf("  %,12d bytes  %s%n", layer.size(), layer.mediaType());
      out.printf("                      %s%n", layer.digest());
      layer
          .annotations()
          .forEach((key, value) -> out.printf("                      %s = %s%n", key, value));
    }
    Descriptor parent = manifest.subject();
    if (parent != null) {
      out.printf("Refers to%n  %s%n", parent.digest());
    }
    referrers(registry, found.digest(), out);
  }

  private static void referrers(Registry registry, Digest digest, PrintWriter out)
      throws IOException {
    out.printf("Referrers%n");
    for (Descriptor referrer : registry.referrers(digest, null)) {
      out.printf("  %s  %s%n", referrer.digest(), referrer.artifactType());
    }
    out.printf("Signatures%n");
    for (Claim claim : Signatures.of(registry, digest)) {
      out.printf(
          "  of %s, by key %s%n",
          claim.subject(), claim.keyHint().isEmpty() ? "unnamed" : claim.keyHint());
    }
  }

  private CommandSpec commandSpec() {
    return Objects.requireNonNull(spec, "picocli injects the specification");
  }
}
