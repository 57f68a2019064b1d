package io.parcook.sync.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.sync.disk.Digest;
import io.parcook.sync.disk.FolderDisk;
import io.parcook.sync.registry.ByteBudget;
import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.Manifest;
import io.parcook.sync.registry.MinimumSpeed;
import io.parcook.sync.registry.Reference;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.RegistryException;
import io.parcook.sync.registry.Resolution;
import io.parcook.sync.registry.Transfer;
import io.parcook.sync.registry.artifact.ModelArtifact;
import io.parcook.sync.registry.artifact.ModelPack;
import io.parcook.sync.registry.http.Access;
import io.parcook.sync.registry.http.HttpRegistry;
import io.parcook.sync.registry.http.Retries;
import io.parcook.sync.registry.layout.LayoutRegistry;
import io.parcook.sync.rollout.Ring;
import io.parcook.sync.trust.Timestamp.Release;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The attacks of The Update Framework, specification 1.0.34, section 1.5.2, and those on its keys:
/// each is one test and ends in one type of refusal.
///
/// Two keys of three sign models; one key signs timestamps; the store has had model 5.
class AttacksTest {

  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
  private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));
  private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));

  private static final SigningKey ANNA = TestKeys.key();
  private static final SigningKey BERT = TestKeys.key();
  private static final SigningKey CARA = TestKeys.key();
  private static final SigningKey CLOCK = TestKeys.key();
  private static final SigningKey MALLORY = TestKeys.key();

  private static final Role MODELS =
      new Role(List.of(ANNA.trusted(), BERT.trusted(), CARA.trusted()), 2);
  private static final TrustRoot ROOT =
      new TrustRoot(1, Instant.MAX, MODELS, MODELS, Role.of(CLOCK.trusted()));
  private static final Verifier VERIFIER = new Verifier(ROOT, () -> NOW);

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init")
  private Registry registry;

  private final Timestamp known =
      new Timestamp(7, TOMORROW, 3, List.of(release(5, Digest.of(new byte[1]))));

  @BeforeEach
  void begin() throws IOException {
    registry = new LayoutRegistry(new FolderDisk(folder), "cloud");
  }

  @Test
  void nothingIsAttacked() throws IOException {
    Published six = published("six", 6, ANNA, BERT);
    assertThat(judged(six, named(8, six))).isInstanceOf(Verdict.Trusted.class);
  }

  // 1.5.2 "Arbitrary software installation": a model signed by somebody else.
  @Test
  void wrongKey() throws IOException {
    Published six = published("six", 6, MALLORY);
    assertThat(refusal(judged(six, named(8, six))))
        .isEqualTo(new Refusal.WrongKey("Model " + six.digest(), List.of(MALLORY.trusted().id())));
  }

  // 1.5.2 "Wrong software installation": a good signature, of something else.
  @Test
  void wrongFile() throws IOException {
    Published six = published("six", 6, ANNA, BERT);
    Published other = published("hostile", 6);
    List<Claim> ofSix = Signatures.of(registry, six.digest());
    assertThat(refusal(VERIFIER.signed(other.bytes(), other.digest(), ofSix)))
        .isEqualTo(new Refusal.WrongFile("Model " + other.digest(), six.digest(), other.digest()));
    assertThat(refusal(VERIFIER.signed(other.bytes(), six.digest(), ofSix)))
        .isEqualTo(new Refusal.WrongFile("Model " + six.digest(), six.digest(), other.digest()));
  }

  // 1.5.2 "Rollback attacks": an older model, signed in its day.
  @Test
  void rollback() throws IOException {
    Published four = published("four", 4, ANNA, BERT);
    assertThat(refusal(judged(four, named(8, four)))).isEqualTo(new Refusal.Rollback(4, 5));

    Timestamp least = new Timestamp(8, TOMORROW, 9, named(8, four).releases());
    assertThat(refusal(VERIFIER.current(four.bytes(), List.of(), least, only(least), 0)))
        .isEqualTo(new Refusal.Rollback(4, 9));

    Timestamp looser = new Timestamp(8, TOMORROW, 2, known.releases());
    assertThat(refusal(VERIFIER.timestamp(signed(looser, CLOCK), known)))
        .isEqualTo(new Refusal.Rollback(2, 3));
  }

  // 1.5.2 "Indefinite freeze attacks": the same document, beyond its time.
  @Test
  void freeze() {
    Timestamp old = new Timestamp(7, YESTERDAY, 3, known.releases());
    Refusal.Freeze freeze = new Refusal.Freeze(7, YESTERDAY);
    assertThat(refusal(VERIFIER.timestamp(signed(old, CLOCK), old))).isEqualTo(freeze);
    assertThat(refusal(VERIFIER.unchanged(old))).isEqualTo(freeze);
    assertThat(VERIFIER.unchanged(known)).isEqualTo(new Verdict.Trusted<>(known));
  }

  // 1.5.2 "Mix-and-match attacks": parts that are all good and never belonged together.
  @Test
  void mixAndMatch() throws IOException {
    Published six = published("six", 6, ANNA, BERT);
    Published seven = published("seven", 7, ANNA, BERT);
    Timestamp names = named(8, six);
    assertThat(
            refusal(
                VERIFIER.current(
                    seven.bytes(), Signatures.of(registry, seven.digest()), names, only(names), 5)))
        .isEqualTo(
            new Refusal.MixAndMatch(
                "The model of release 6", six.digest().toString(), seven.digest().toString()));

    Timestamp misnumbered = new Timestamp(8, TOMORROW, 3, List.of(release(9, six.digest())));
    assertThat(refusal(judged(six, misnumbered)))
        .isEqualTo(new Refusal.MixAndMatch("The number of " + six.digest(), "9", "6"));

    Timestamp another = new Timestamp(7, TOMORROW, 4, known.releases());
    assertThat(refusal(VERIFIER.timestamp(signed(another, CLOCK), known)))
        .isInstanceOf(Refusal.MixAndMatch.class);
  }

  // 1.5.2 "Endless data attacks": a registry that does not stop.
  @Test
  void endlessData() throws IOException {
    Descriptor blob = new Descriptor("text/plain", Digest.of(new byte[100]), 100);
    try (HostileServer server = HostileServer.endless();
        Registry hostile = at(server)) {
      assertThat(refusalOf(hostile, blob, MinimumSpeed.DEFAULT))
          .isInstanceOfSatisfying(
              Refusal.EndlessData.class,
              endless -> {
                assertThat(endless.most()).isEqualTo(100);
                assertThat(endless.bytes()).isGreaterThan(100);
              });
      assertThat(Files.size(folder.resolve("model.part"))).isLessThanOrEqualTo(100);
    }
    Descriptor huge = new Descriptor("text/plain", Digest.of(new byte[1]), 1L << 40);
    try (HostileServer server = HostileServer.endless();
        Registry hostile = at(server)) {
      assertThat(refusalOf(hostile, huge, MinimumSpeed.DEFAULT))
          .isEqualTo(new Refusal.EndlessData(huge.digest().toString(), 1L << 40, 1 << 20));
      assertThat(server.connections()).isZero();
    }
  }

  // 1.5.2 "Slow retrieval attacks": a byte now and then.
  @Test
  void slowRetrieval() throws IOException {
    Descriptor blob = new Descriptor("text/plain", Digest.of(new byte[100]), 100_000);
    MinimumSpeed least = new MinimumSpeed(1_000_000, Duration.ofMillis(300));
    try (HostileServer server = HostileServer.dripping(100_000);
        Registry hostile = at(server)) {
      assertThat(refusalOf(hostile, blob, least))
          .isInstanceOfSatisfying(
              Refusal.SlowRetrieval.class,
              slow -> {
                assertThat(slow.least()).isEqualTo(1_000_000);
                assertThat(slow.bytesPerSecond()).isLessThan(1_000_000);
              });
    }
  }

  // 5.4.3 a timestamp that was good once.
  @Test
  void replayedTimestamp() {
    Timestamp old = new Timestamp(6, TOMORROW, 3, known.releases());
    assertThat(refusal(VERIFIER.timestamp(signed(old, CLOCK), known)))
        .isEqualTo(new Refusal.ReplayedTimestamp(6, 7));
  }

  // 5.4.4 a newer timestamp, kept back until it ran out.
  @Test
  void expired() {
    Timestamp late = new Timestamp(8, YESTERDAY, 3, known.releases());
    Refusal expired = new Refusal.Expired("The timestamp document", YESTERDAY);
    assertThat(refusal(VERIFIER.timestamp(signed(late, CLOCK), known))).isEqualTo(expired);
    assertThat(refusal(VERIFIER.timestamp(signed(late, CLOCK), null))).isEqualTo(expired);

    TrustRoot next = new TrustRoot(2, YESTERDAY, MODELS, MODELS, MODELS);
    assertThat(refusal(VERIFIER.root(next.sign(List.of(ANNA, BERT)).json())))
        .isEqualTo(new Refusal.Expired("The root document", YESTERDAY));
  }

  // 1.5.2 "Vulnerability to key compromises": fewer keys than it takes, however often they sign.
  @Test
  void belowThresholdCompromise() throws IOException {
    Published six = published("six", 6, ANNA, ANNA, MALLORY);
    assertThat(refusal(judged(six, named(8, six))))
        .isEqualTo(new Refusal.BelowThreshold("Model " + six.digest(), 1, 2));

    Published unsigned = published("unsigned", 6);
    assertThat(refusal(judged(unsigned, named(8, unsigned))))
        .isEqualTo(new Refusal.BelowThreshold("Model " + unsigned.digest(), 0, 2));

    TrustRoot stolen = new TrustRoot(2, TOMORROW, Role.of(ANNA.trusted()), MODELS, MODELS);
    assertThat(refusal(VERIFIER.root(stolen.sign(List.of(ANNA, MALLORY)).json())))
        .isEqualTo(new Refusal.BelowThreshold("The root document", 1, 2));
  }

  // 5.3 keys are replaced by those that are trusted, and then speak.
  @Test
  void keysRotate() throws IOException {
    SigningKey dora = TestKeys.key();
    Role next = new Role(List.of(BERT.trusted(), dora.trusted()), 2);
    TrustRoot second = new TrustRoot(2, TOMORROW, next, next, Role.of(CLOCK.trusted()));

    assertThat(refusal(VERIFIER.root(second.sign(List.of(ANNA, BERT)).json())))
        .as("the new keys have to sign too")
        .isEqualTo(new Refusal.BelowThreshold("The root document", 1, 2));
    assertThat(refusal(VERIFIER.root(second.sign(List.of(BERT, dora)).json())))
        .as("and so have the old ones")
        .isEqualTo(new Refusal.BelowThreshold("The root document", 1, 2));

    Verdict<TrustRoot> verdict = VERIFIER.root(second.sign(List.of(ANNA, BERT, dora)).json());
    assertThat(verdict).isEqualTo(new Verdict.Trusted<>(second));
    Verifier later = new Verifier(second, () -> NOW);
    Published six = published("six", 6, ANNA, CARA);
    assertThat(refusal(later.signed(six.bytes(), six.digest(), claims(six))))
        .isInstanceOf(Refusal.WrongKey.class);
    Published seven = published("seven", 7, BERT, dora);
    assertThat(later.signed(seven.bytes(), seven.digest(), claims(seven)))
        .isInstanceOf(Verdict.Trusted.class);

    TrustRoot fourth = new TrustRoot(4, TOMORROW, next, next, next);
    assertThat(refusal(later.root(fourth.sign(List.of(BERT, dora)).json())))
        .isEqualTo(new Refusal.MixAndMatch("The version of the root document", "3", "4"));
  }

  @Test
  void aDocumentOfOneKindIsNotTakenForAnother() {
    byte[] root = ROOT.sign(List.of(CLOCK)).json();
    assertThat(refusal(VERIFIER.timestamp(root, known))).isInstanceOf(Refusal.Malformed.class);
    assertThat(refusal(VERIFIER.timestamp("{".getBytes(StandardCharsets.UTF_8), known)))
        .isInstanceOf(Refusal.Malformed.class);
  }

  @Test
  void noMutationOfASignedDocumentIsTrusted() {
    byte[] document = signed(new Timestamp(8, TOMORROW, 3, known.releases()), CLOCK);
    Verdict<Timestamp> original = VERIFIER.timestamp(document, known);
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      byte[] mutated = document.clone();
      mutated[random.nextInt(mutated.length)] = (byte) (32 + random.nextInt(95));
      Verdict<Timestamp> verdict = VERIFIER.timestamp(mutated, known);
      if (verdict instanceof Verdict.Trusted<Timestamp>) {
        // Only the hint of who signed, or nothing at all, was changed.
        assertThat(verdict).as("seed " + seed).isEqualTo(original);
      }
    }
  }

  private record Published(byte[] bytes, Digest digest) {}

  private Published published(String weights, long number, SigningKey... keys) throws IOException {
    Descriptor manifest =
        ModelPack.model(
                weights.getBytes(StandardCharsets.UTF_8), Map.of(), weights, number, List.of())
            .push(registry, new Reference.Tag(weights));
    for (SigningKey key : keys) {
      Signatures.attach(registry, manifest, key);
    }
    Manifest read =
        ((Resolution.Found) registry.resolve(new Reference.Exactly(manifest.digest()), null))
            .manifest();
    return new Published(read.bytes(), manifest.digest());
  }

  private List<Claim> claims(Published model) throws IOException {
    return Signatures.of(registry, model.digest());
  }

  private Timestamp named(long version, Published model) throws IOException {
    Manifest manifest = Manifest.parse(model.bytes());
    long number = ModelArtifact.of(manifest).number();
    return new Timestamp(version, TOMORROW, 3, List.of(release(number, model.digest())));
  }

  private static Release release(long number, Digest manifest) {
    return new Release(number, manifest, List.of(new Ring.Everyone()));
  }

  private static Release only(Timestamp timestamp) {
    return timestamp.releases().getFirst();
  }

  /// What a store that had model 5 and timestamp 7 says of a model and the document that names it.
  private Verdict<ModelArtifact> judged(Published model, Timestamp timestamp) throws IOException {
    List<Claim> claims = claims(model);
    return VERIFIER
        .timestamp(signed(timestamp, CLOCK), known)
        .then(now -> VERIFIER.current(model.bytes(), claims, now, only(now), 5));
  }

  private static byte[] signed(Timestamp timestamp, SigningKey key) {
    return timestamp.sign(List.of(key)).json();
  }

  private static <T> @Nullable Refusal refusal(Verdict<T> verdict) {
    return switch (verdict) {
      case Verdict.Refused<T>(Refusal refusal) -> {
        assertThat(refusal.message()).endsWith(".");
        yield refusal;
      }
      case Verdict.Trusted<T> _ -> null;
    };
  }

  private @Nullable Refusal refusalOf(Registry hostile, Descriptor blob, MinimumSpeed least) {
    Transfer transfer = new Transfer(1 << 20, least, ByteBudget.unlimited());
    try {
      hostile.fetch(blob, new FolderDisk(folder), "model", transfer);
      return null;
    } catch (RegistryException e) {
      return Verifier.refusal(e.fault()).orElseThrow(() -> new AssertionError(e));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Registry at(HostileServer server) throws IOException {
    // On a machine that stands still for a window, the line is silent at first, not slow.
    Retries patient = new Retries(50, Duration.ZERO, Duration.ZERO, new Random(1), _ -> {});
    return new HttpRegistry(
        new Access(URI.create("http://localhost:" + server.port()), "models", patient));
  }
}
