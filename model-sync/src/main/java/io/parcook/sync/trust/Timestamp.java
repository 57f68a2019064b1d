package io.parcook.sync.trust;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parcook.sync.disk.Digest;
import io.parcook.sync.registry.Json;
import io.parcook.sync.rollout.Ring;
import io.parcook.sync.rollout.Rollout;
import io.parcook.sync.rollout.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which models are current, for a while: small, signed often, and asked for often (TUF's
/// timestamp, with its snapshot and targets in one, since a repository holds one line of models).
///
/// @param version one more each time
/// @param expires until when it is the last word; short, so that silence is noticed
/// @param minimum the least model number that may still serve
/// @param releases each with the stores that are to have it
public record Timestamp(long version, Instant expires, long minimum, List<Release> releases) {

  public static final String PAYLOAD_TYPE = "application/vnd.parcook.timestamp.v1+json";
  public static final int MOST_RELEASES = 64;

  /// A model and the stores that are to have it.
  ///
  /// @param number of the model
  /// @param manifest of the model
  public record Release(long number, Digest manifest, List<Ring> rings) {
    public Release {
      rings = List.copyOf(rings);
      if (number < 1 || rings.size() > Rollout.MOST_RINGS) {
        throw new IllegalArgumentException(
            "a release has a number above 0 and at most %d rings; got %d and %d"
                .formatted(Rollout.MOST_RINGS, number, rings.size()));
      }
    }

    /// How far it has been let out; its number shuffles the fleet.
    public Rollout rollout() {
      return new Rollout("release " + number, rings);
    }
  }

  public Timestamp {
    releases = List.copyOf(releases);
    Set<Long> numbers = new HashSet<>();
    releases.forEach(release -> numbers.add(release.number()));
    if (releases.size() > MOST_RELEASES || numbers.size() < releases.size()) {
      throw new IllegalArgumentException(
          "it has two releases of a number, or more than " + MOST_RELEASES);
    }
  }

  public Optional<Release> release(long number) {
    return releases.stream().filter(release -> release.number() == number).findFirst();
  }

  /// The newest release that has been let out to a store and may still serve.
  public Optional<Release> newestFor(Store store) {
    return releases.stream()
        .filter(release -> release.number() >= minimum && release.rollout().includes(store))
        .max(Comparator.comparingLong(Release::number));
  }

  /// The document after this one: with one more release, or with other rings for one. Releases that
  /// no store would take any more are left out: a newer one is for everyone.
  public Timestamp next(Release release, long leastNumber, Instant until) {
    List<Release> all = new ArrayList<>(releases);
    all.removeIf(other -> other.number() == release.number());
    all.add(release);
    long forAll =
        all.stream()
            .filter(each -> each.rings().contains(new Ring.Everyone()))
            .mapToLong(Release::number)
            .max()
            .orElse(0);
    long least = Math.max(minimum, leastNumber);
    all.removeIf(each -> each.number() < Math.max(forAll, least));
    return new Timestamp(version + 1, until, least, all);
  }

  /// The document with some keys' signatures.
  public Envelope sign(List<SigningKey> keys) {
    return Envelope.sign(PAYLOAD_TYPE, bytes(), keys);
  }

  /// What is signed.
  public byte[] bytes() {
    ObjectNode node = Json.object();
    node.put("version", version);
    node.put("expires", expires.toString());
    node.put("minimum", minimum);
    var array = node.putArray("releases");
    for (Release release : releases) {
      ObjectNode child = array.addObject();
      child.put("number", release.number());
      child.put("manifest", release.manifest().toString());
      var rings = child.putArray("rings");
      release.rings().forEach(ring -> rings.add(ring.toString()));
    }
    return Json.write(node);
  }

  /// Reads what [#bytes] wrote. Nothing in it is checked by that: [Verifier] does.
  ///
  /// @throws IllegalArgumentException if the bytes are no such document
  public static Timestamp parse(byte[] bytes) {
    JsonNode node = Json.read(bytes);
    List<Release> releases = new ArrayList<>();
    for (JsonNode each : node.path("releases")) {
      List<Ring> rings = new ArrayList<>();
      each.path("rings").forEach(ring -> rings.add(Ring.parse(ring.asText())));
      releases.add(
          new Release(
              each.path("number").asLong(-1), Digest.parse(Json.text(each, "manifest")), rings));
    }
    return new Timestamp(
        TrustRoot.version(node),
        TrustRoot.instant(node, "expires"),
        node.path("minimum").asLong(0),
        releases);
  }
}
