package io.parcook.bench.cloud;

import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.Reference;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.artifact.ModelPack;
import io.parcook.sync.rollout.Ring;
import io.parcook.sync.trust.Announcements;
import io.parcook.sync.trust.Role;
import io.parcook.sync.trust.Signatures;
import io.parcook.sync.trust.SigningKey;
import io.parcook.sync.trust.TestKeys;
import io.parcook.sync.trust.Timestamp;
import io.parcook.sync.trust.Timestamp.Release;
import io.parcook.sync.trust.TrustRoot;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The cloud's side of a repository: pushes signed models and lets them out, ring by ring.
public final class Publisher {

  private final Registry registry;
  private final SigningKey key = TestKeys.key();
  private Timestamp timestamp = new Timestamp(1, Instant.EPOCH, 0, List.of());

  public Publisher(Registry registry) {
    this.registry = registry;
  }

  /// What a store has to pin.
  public TrustRoot root() {
    return TrustRoot.pinned(Role.of(key.trusted()));
  }

  /// Pushes a model and its signature; no store has it yet.
  ///
  /// @param bases earlier models' files that stores may have
  public Descriptor push(long number, byte[] onnx, List<byte[]> bases) throws IOException {
    Descriptor manifest =
        ModelPack.model(onnx, Map.of(), "base-" + number, number, bases)
            .push(registry, new Reference.Tag("v" + number));
    Signatures.attach(registry, manifest, key);
    return manifest;
  }

  /// Lets a model out to these rings, and to no others.
  public void letOut(long number, Descriptor manifest, Instant now, String... rings)
      throws IOException {
    Release release =
        new Release(number, manifest.digest(), Arrays.stream(rings).map(Ring::parse).toList());
    timestamp = timestamp.next(release, 0, now.plus(Duration.ofDays(30)));
    Announcements.publish(registry, Announcements.TIMESTAMP, timestamp.sign(List.of(key)));
  }
}
