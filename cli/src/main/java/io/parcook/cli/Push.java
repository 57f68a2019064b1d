package io.parcook.cli;

import static java.util.stream.Collectors.joining;

import io.parcook.models.card.CardProperties;
import io.parcook.models.card.InvalidCardException;
import io.parcook.models.card.ModelCard;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.models.onnx.UnacceptableGraphException;
import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.MediaTypes;
import io.parcook.sync.registry.Reference;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.artifact.ModelPack;
import io.parcook.sync.registry.artifact.Packed;
import io.parcook.sync.rollout.Ring;
import io.parcook.sync.trust.Announcements;
import io.parcook.sync.trust.Refusal;
import io.parcook.sync.trust.Role;
import io.parcook.sync.trust.Signatures;
import io.parcook.sync.trust.SigningKey;
import io.parcook.sync.trust.Timestamp;
import io.parcook.sync.trust.Timestamp.Release;
import io.parcook.sync.trust.TrustRoot;
import io.parcook.sync.trust.TrustedKey;
import io.parcook.sync.trust.Verdict;
import io.parcook.sync.trust.Verifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// Packs, signs and sends a model.
@Command(
    name = "push",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Packs an ONNX model as a CNCF ModelPack artifact, signs it as cosign does, and sends it to"
          + " an OCI registry or an OCI layout folder. Stores that have one of the --base files"
          + " will fetch only what changed.",
      ""
    },
    footer = {
      "",
      "Keys are ECDSA on P-256:",
      "  openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out model.key",
      "  openssl pkey -in model.key -pubout -out model.pub",
      "",
      "Examples:",
      "  parcook push base.onnx registry.example/models/base:v2 --number 2 \\",
      "      --key model.key --public-key model.pub --base v1.onnx",
      "  parcook push base.onnx oci:models:v2 --number 2 --key model.key \\",
      "      --public-key model.pub --ring pilot --ring 5%% --minimum 1"
    })
final class Push implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "MODEL", description = "The ONNX file, with its card.")
  private Path model = Path.of("base.onnx");

  @Parameters(
      index = "1",
      paramLabel = "REFERENCE",
      converter = Place.Reader.class,
      description = "REGISTRY/REPOSITORY:TAG, or oci:FOLDER:TAG.")
  private Place place = Place.parse("oci:.");

  @Option(
      names = "--number",
      required = true,
      paramLabel = "N",
      description = "The model's number: higher than that of every model before.")
  private long number;

  @ArgGroup(exclusive = false, multiplicity = "1..*")
  private List<KeyPairFiles> keys = new ArrayList<>();

  @Option(
      names = "--base",
      paramLabel = "FILE",
      description = "An earlier model's file; stores that have it fetch only what changed.")
  private List<Path> bases = List.of();

  @Option(
      names = "--ring",
      paramLabel = "RING",
      converter = RingReader.class,
      description =
          "Let the model out to these stores, in the repository's timestamp document, signed by the"
              + " same keys: everyone, a share such as 10%%, or a label that stores carry. Give all"
              + " its rings each time; other models keep theirs.")
  private List<Ring> rings = List.of();

  @Option(
      names = "--timestamp",
      paramLabel = "VERSION",
      description = "With --ring: the document's version (default: one more than the last).")
  private @Nullable Long timestamp;

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      converter = Spans.Length.class,
      description = "With --ring: for how long it is the last word (default: 7d).")
  private Duration expires = Duration.ofDays(7);

  @Option(
      names = "--minimum",
      paramLabel = "N",
      description = "With --ring: the least model number that may still serve.")
  private long minimum;

  @Mixin private RegistryOptions access = new RegistryOptions();

  @Spec private @Nullable CommandSpec spec;

  private final InstantSource clock = InstantSource.system();

  /// A private key and its public one.
  static final class KeyPairFiles {
    @Option(
        names = "--key",
        required = true,
        paramLabel = "PEM",
        description = "Private key that signs, PKCS#8; with --public-key, once for each.")
    private Path key = Path.of("model.key");

    @Option(
        names = "--public-key",
        required = true,
        paramLabel = "PEM",
        description = "Its public key.")
    private Path publicKey = Path.of("model.pub");
  }

  @Override
  public Integer call() {
    try (Registry registry = place.open(access)) {
      push(registry);
      return Exit.OK;
    } catch (InvalidCardException | UnacceptableGraphException | IllegalArgumentException e) {
      commandSpec().commandLine().getErr().println(e.getMessage());
      return Exit.INPUT;
    } catch (IOException e) {
      commandSpec().commandLine().getErr().println(e.getMessage());
      return Exit.of(e);
    }
  }

  private void push(Registry registry) throws IOException {
    if (!(place.reference() instanceof Reference.Tag tag)) {
      throw new ParameterException(
          commandSpec().commandLine(), "A model is pushed to a tag, not to a digest");
    }
    List<SigningKey> signing = new ArrayList<>();
    for (KeyPairFiles pair : keys) {
      signing.add(SigningKey.read(pair.key, pair.publicKey));
    }
    OnnxGraph graph = OnnxGraph.read(model, OnnxGraph.MOST_BYTES);
    ModelCard card = CardProperties.read(graph.metadata());
    List<byte[]> earlier = new ArrayList<>();
    for (Path base : bases) {
      earlier.add(Files.readAllBytes(base));
    }
    Packed packed =
        ModelPack.model(
            Files.readAllBytes(model), CardProperties.of(card), card.version(), number, earlier);
    Descriptor manifest = packed.push(registry, tag);
    for (SigningKey key : signing) {
      Signatures.attach(registry, manifest, key);
    }
    PrintWriter out = commandSpec().commandLine().getOut();
    out.printf(
        "Pushed %s, number %d, to %s%n  %s%n  signed by %d key%s%n",
        card.version(),
        number,
        place,
        manifest.digest(),
        signing.size(),
        signing.size() == 1 ? "" : "s");
    packed.manifest().layers().stream()
        .filter(layer -> layer.mediaType().equals(MediaTypes.WEIGHT_DELTA))
        .forEach(
            layer ->
                out.printf(
                    "  %,d bytes instead of %,d for stores that have %s%n",
                    layer.size(),
                    packed.manifest().layers().getFirst().size(),
                    layer.annotations().values().iterator().next()));
    if (!rings.isEmpty()) {
      announce(registry, manifest, signing, out);
    }
    out.flush();
  }

  private void announce(
      Registry registry, Descriptor manifest, List<SigningKey> signing, PrintWriter out)
      throws IOException {
    Timestamp last = last(registry, signing);
    Instant until = clock.instant().plus(expires);
    Timestamp next = last.next(new Release(number, manifest.digest(), rings), minimum, until);
    Timestamp document =
        timestamp == null ? next : new Timestamp(timestamp, until, next.minimum(), next.releases());
    Announcements.publish(registry, Announcements.TIMESTAMP, document.sign(signing));
    out.printf("  timestamp %d, until %s, lets out%n", document.version(), until);
    document
        .releases()
        .forEach(
            release ->
                out.printf(
                    "    number %d to %s%n",
                    release.number(),
                    release.rings().stream().map(Ring::toString).collect(joining(", "))));
  }

  /// What stores know now; a document by other keys is not built upon.
  private static Timestamp last(Registry registry, List<SigningKey> signing) throws IOException {
    if (!(Announcements.ask(registry, Announcements.TIMESTAMP, null)
        instanceof Announcements.Answer.Document document)) {
      return new Timestamp(0, Instant.EPOCH, 0, List.of());
    }
    List<TrustedKey> own = signing.stream().map(SigningKey::trusted).distinct().toList();
    // It may have run out: that is one more reason for the next one.
    Verifier ours = new Verifier(TrustRoot.pinned(new Role(own, 1)), () -> Instant.EPOCH);
    return switch (ours.timestamp(document.envelope(), null)) {
      case Verdict.Trusted<Timestamp>(Timestamp timestamp) -> timestamp;
      case Verdict.Refused<Timestamp>(Refusal refusal) ->
          throw new IllegalArgumentException(
              "The timestamp document that is there is not signed with these keys: %s"
                  .formatted(refusal.message()));
    };
  }

  /// For picocli.
  static final class RingReader implements ITypeConverter<Ring> {
    @Override
    public Ring convert(String text) {
      try {
        return Ring.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  private CommandSpec commandSpec() {
    return Objects.requireNonNull(spec, "picocli injects the specification");
  }
}
