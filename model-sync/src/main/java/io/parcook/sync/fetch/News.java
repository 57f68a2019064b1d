package io.parcook.sync.fetch;

import io.parcook.sync.registry.Registry;
import io.parcook.sync.trust.Announcements;
import io.parcook.sync.trust.Refusal;
import io.parcook.sync.trust.Timestamp;
import io.parcook.sync.trust.TrustRoot;
import io.parcook.sync.trust.Verdict;
import io.parcook.sync.trust.Verifier;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is current, by the signed timestamp of a repository: one conditional request, which costs a
/// few hundred bytes where nothing has changed.
final class News {

  /// Most key rotations that are followed at once (TUF 5.3: a bound of the client's choice).
  private static final int MOST_ROTATIONS = 32;

  private final Registry registry;
  private final FetchMemory memory;
  private final InstantSource clock;

  News(Registry registry, FetchMemory memory, InstantSource clock) {
    this.registry = registry;
    this.memory = memory;
    this.clock = clock;
  }

  /// Decides by the keys that are trusted now.
  Verifier verifier() {
    return new Verifier(memory.root(), clock);
  }

  /// What the repository says; empty where it never said anything.
  Optional<Verdict<Timestamp>> ask() throws IOException {
    Timestamp trusted = memory.timestamp();
    return switch (Announcements.ask(registry, Announcements.TIMESTAMP, memory.etag())) {
      case Announcements.Answer.Document document -> Optional.of(judged(document, trusted));
      // one that was there and is gone is held back, which its expiry will show
      case Announcements.Answer.Nothing _, Announcements.Answer.Unchanged _ ->
          Optional.ofNullable(trusted).map(known -> verifier().unchanged(known));
    };
  }

  private Verdict<Timestamp> judged(
      Announcements.Answer.Document document, @Nullable Timestamp trusted) throws IOException {
    Verdict<Timestamp> verdict = verifier().timestamp(document.envelope(), trusted);
    if (isAboutKeys(verdict) && rotated()) {
      verdict = verifier().timestamp(document.envelope(), trusted);
    }
    if (verdict instanceof Verdict.Trusted<Timestamp>(Timestamp next)) {
      memory.trust(next, document.etag());
    }
    return verdict;
  }

  /// Whether other keys could change a refusal.
  static boolean isAboutKeys(Verdict<?> verdict) {
    return verdict instanceof Verdict.Refused<?>(Refusal refusal)
        && (refusal instanceof Refusal.WrongKey || refusal instanceof Refusal.BelowThreshold);
  }

  /// Follows the chain of root documents from the keys that are trusted now.
  ///
  /// @return whether there are others now
  boolean rotated() throws IOException {
    boolean rotated = false;
    for (int i = 0; i < MOST_ROTATIONS; i++) {
      if (!(Announcements.ask(registry, Announcements.root(memory.root().version() + 1), null)
              instanceof Announcements.Answer.Document document)
          || !(verifier().root(document.envelope())
              instanceof Verdict.Trusted<TrustRoot>(TrustRoot next))) {
        break;
      }
      memory.trust(next);
      rotated = true;
    }
    return rotated;
  }
}
