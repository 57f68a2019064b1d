package io.parcook.sync.trust;

import io.parcook.sync.disk.Digest;
import io.parcook.sync.registry.Manifest;
import io.parcook.sync.registry.RegistryException;
import io.parcook.sync.registry.RegistryFault;
import io.parcook.sync.registry.artifact.ModelArtifact;
import io.parcook.sync.trust.Role.Signed;
import io.parcook.sync.trust.Timestamp.Release;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides what is trusted, step by step as in the client workflow of the TUF specification 1.0.34;
/// the numbers beside the steps are its sections. Holds no state: the caller keeps what was trusted
/// last and gives it back.
public final class Verifier {

  private static final String TIMESTAMP = "The timestamp document";
  private static final String ROOT = "The root document";

  private final TrustRoot root;
  private final InstantSource clock;

  public Verifier(TrustRoot root, InstantSource clock) {
    this.root = root;
    this.clock = clock;
  }

  /// 5.3 Update the root: may these keys take the place of those that are pinned?
  public Verdict<TrustRoot> root(byte[] document) {
    Envelope envelope;
    TrustRoot next;
    try {
      envelope = envelope(document, TrustRoot.PAYLOAD_TYPE);
      next = TrustRoot.parse(envelope.payload());
    } catch (IllegalArgumentException e) {
      return malformed(ROOT, e);
    }
    // 5.3.4 a threshold of the keys that are trusted, and a threshold of the new ones
    Optional<Refusal> refusal =
        underSigned(ROOT, root.root(), signatures(envelope))
            .or(() -> underSigned(ROOT, next.root(), signatures(envelope)));
    if (refusal.isPresent()) {
      return new Verdict.Refused<>(refusal.get());
    }
    // 5.3.5 exactly the next version: no step backwards, none left out
    if (next.version() != root.version() + 1) {
      return new Verdict.Refused<>(
          new Refusal.MixAndMatch(
              "The version of the root document",
              Long.toString(root.version() + 1),
              Long.toString(next.version())));
    }
    // 5.3.10 not expired
    return clock.instant().isBefore(next.expires())
        ? new Verdict.Trusted<>(next)
        : new Verdict.Refused<>(new Refusal.Expired(ROOT, next.expires()));
  }

  /// 5.4 Update the timestamp: is this the word on what is current?
  ///
  /// @param trusted the last one that was; null at the very first
  public Verdict<Timestamp> timestamp(byte[] document, @Nullable Timestamp trusted) {
    Envelope envelope;
    Timestamp next;
    try {
      envelope = envelope(document, Timestamp.PAYLOAD_TYPE);
      // Read before it is verified only to be compared; nothing else is done with it.
      next = Timestamp.parse(envelope.payload());
    } catch (IllegalArgumentException e) {
      return malformed(TIMESTAMP, e);
    }
    // 5.4.2 a threshold of signatures
    Optional<Refusal> refusal =
        underSigned(TIMESTAMP, root.timestamp(), signatures(envelope))
            .or(() -> stale(next, trusted));
    return refusal
        .<Verdict<Timestamp>>map(Verdict.Refused::new)
        .orElseGet(() -> new Verdict.Trusted<>(next));
  }

  private Optional<Refusal> stale(Timestamp next, @Nullable Timestamp trusted) {
    boolean over = !clock.instant().isBefore(next.expires());
    if (trusted != null) {
      // 5.4.3 no version before the one that is trusted
      if (next.version() < trusted.version()) {
        return Optional.of(new Refusal.ReplayedTimestamp(next.version(), trusted.version()));
      }
      // 5.4.3.1 the same version is the same document
      if (next.version() == trusted.version() && !next.equals(trusted)) {
        return Optional.of(
            new Refusal.MixAndMatch(
                "Timestamp version " + next.version(),
                Digest.of(trusted.bytes()).toString(),
                Digest.of(next.bytes()).toString()));
      }
      // a number stands for one model for ever, or what a store has could not be told from it
      for (Release known : trusted.releases()) {
        Optional<Release> now = next.release(known.number());
        if (now.isPresent() && !now.get().manifest().equals(known.manifest())) {
          return Optional.of(
              new Refusal.MixAndMatch(
                  "Release " + known.number(),
                  known.manifest().toString(),
                  now.get().manifest().toString()));
        }
      }
      // 5.4.4 what was current is held up to us beyond its time
      if (next.version() == trusted.version() && over) {
        return Optional.of(new Refusal.Freeze(next.version(), next.expires()));
      }
      // what may still serve never grows backwards
      if (next.minimum() < trusted.minimum()) {
        return Optional.of(new Refusal.Rollback(next.minimum(), trusted.minimum()));
      }
    }
    // 5.4.4 not expired
    return over ? Optional.of(new Refusal.Expired(TIMESTAMP, next.expires())) : Optional.empty();
  }

  /// 5.4.4 again, when a registry says that nothing has changed: is what is trusted still current?
  public Verdict<Timestamp> unchanged(Timestamp trusted) {
    return clock.instant().isBefore(trusted.expires())
        ? new Verdict.Trusted<>(trusted)
        : new Verdict.Refused<>(new Refusal.Freeze(trusted.version(), trusted.expires()));
  }

  /// 5.6, 5.7 Is this manifest signed, and nothing else than what was signed?
  ///
  /// @param manifest its bytes, as they came
  /// @param expected the digest by which it was asked for
  /// @param claims all signatures that were found for it
  public Verdict<Digest> signed(byte[] manifest, Digest expected, List<Claim> claims) {
    String what = "Model " + expected;
    // 5.7.2 the bytes are those that were named
    Digest actual = Digest.of(manifest);
    if (!actual.equals(expected)) {
      return new Verdict.Refused<>(new Refusal.WrongFile(what, expected, actual));
    }
    // a good signature of something else does not count, and is told from a bad one
    List<Signed> about =
        claims.stream().filter(claim -> claim.subject().equals(actual)).map(Verifier::of).toList();
    for (Claim claim : claims) {
      boolean other = !claim.subject().equals(actual);
      if (about.isEmpty() && other && !root.models().signers(List.of(of(claim))).isEmpty()) {
        return new Verdict.Refused<>(new Refusal.WrongFile(what, claim.subject(), actual));
      }
    }
    // 5.6.3 a threshold of signatures
    return underSigned(what, root.models(), about)
        .<Verdict<Digest>>map(Verdict.Refused::new)
        .orElseGet(() -> new Verdict.Trusted<>(actual));
  }

  /// 5.5, 5.6 Is this signed model the one that the timestamp means, and no step back?
  ///
  /// @param release the one that the timestamp has for this store
  /// @param newest the highest number of a model that this store ever had; 0 for none
  public Verdict<ModelArtifact> current(
      byte[] manifest, List<Claim> claims, Timestamp timestamp, Release release, long newest) {
    // 5.5.5, 5.6.4 nothing older than what is known
    long least = Math.max(timestamp.minimum(), newest);
    if (release.number() < least) {
      return new Verdict.Refused<>(new Refusal.Rollback(release.number(), least));
    }
    // 5.6.2 the one that is named
    Digest actual = Digest.of(manifest);
    if (!actual.equals(release.manifest())) {
      return new Verdict.Refused<>(
          new Refusal.MixAndMatch(
              "The model of release " + release.number(),
              release.manifest().toString(),
              actual.toString()));
    }
    return signed(manifest, actual, claims)
        .then(
            _ -> {
              ModelArtifact model;
              try {
                model = ModelArtifact.of(Manifest.parse(manifest));
              } catch (RegistryException | IllegalArgumentException e) {
                return malformed("Model " + actual, e);
              }
              // the number that was signed is the number that is named
              return model.number() == release.number()
                  ? new Verdict.Trusted<>(model)
                  : new Verdict.Refused<>(
                      new Refusal.MixAndMatch(
                          "The number of " + actual,
                          Long.toString(release.number()),
                          Long.toString(model.number())));
            });
  }

  /// The refusal that a fault of the line amounts to, if it is one of the attacks.
  public static Optional<Refusal> refusal(RegistryFault fault) {
    return switch (fault) {
      // 5.7.1 no more bytes than were announced
      case RegistryFault.TooLarge(String what, long bytes, long most) ->
          Optional.of(new Refusal.EndlessData(what, bytes, most));
      case RegistryFault.TooSlow(String what, long speed, long least) ->
          Optional.of(new Refusal.SlowRetrieval(what, speed, least));
      // 5.7.2 the bytes that were named
      case RegistryFault.WrongDigest(String what, Digest expected, Digest actual) ->
          Optional.of(new Refusal.WrongFile(what, expected, actual));
      case RegistryFault.Malformed(String what, String detail) ->
          Optional.of(new Refusal.Malformed(what, detail));
      case RegistryFault.Gone _,
          RegistryFault.Unreachable _,
          RegistryFault.Busy _,
          RegistryFault.Denied _,
          RegistryFault.BadCertificate _,
          RegistryFault.Rejected _,
          RegistryFault.OverBudget _ ->
          Optional.empty();
    };
  }

  private static Envelope envelope(byte[] document, String payloadType) {
    Envelope envelope = Envelope.parse(document);
    if (!envelope.payloadType().equals(payloadType)) {
      throw new IllegalArgumentException("it is of type " + envelope.payloadType());
    }
    return envelope;
  }

  private static List<Signed> signatures(Envelope envelope) {
    byte[] bytes = envelope.signed();
    return envelope.signatures().stream()
        .map(each -> new Signed(each.keyId(), bytes, each.signature()))
        .toList();
  }

  private static Signed of(Claim claim) {
    return new Signed(claim.keyHint(), claim.signed(), claim.signature());
  }

  private static Optional<Refusal> underSigned(String what, Role role, List<Signed> signatures) {
    Set<String> signers = role.signers(signatures);
    if (signers.size() >= role.threshold()) {
      return Optional.empty();
    }
    // Somebody signed, nobody of ours: another key. Some of ours: not enough of them.
    return signers.isEmpty() && !signatures.isEmpty()
        ? Optional.of(new Refusal.WrongKey(what, signatures.stream().map(Signed::keyHint).toList()))
        : Optional.of(new Refusal.BelowThreshold(what, signers.size(), role.threshold()));
  }

  private static <T> Verdict<T> malformed(String what, Exception e) {
    return new Verdict.Refused<>(new Refusal.Malformed(what, String.valueOf(e.getMessage())));
  }
}
