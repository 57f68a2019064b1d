package io.parcook.sync.trust;

import io.parcook.sync.disk.Digest;
import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.Manifest;
import io.parcook.sync.registry.MediaTypes;
import io.parcook.sync.registry.Reference;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.RegistryException;
import io.parcook.sync.registry.Resolution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The signatures that a repository holds for a manifest: bundles that refer to it, and the older
/// form under its tag. One that cannot be read counts as none; anybody may put one there.
public final class Signatures {

  /// Most signatures that are looked at: whoever may push can push many.
  public static final int MOST = 32;

  private static final int MOST_BYTES = 256 << 10;
  private static final byte[] NO_CONFIG = "{}".getBytes(StandardCharsets.UTF_8);

  private Signatures() {}

  /// Everything that claims to be a signature of this manifest.
  public static List<Claim> of(Registry registry, Digest manifest) throws IOException {
    List<Claim> claims = new ArrayList<>();
    for (Descriptor referrer : registry.referrers(manifest, MediaTypes.BUNDLE)) {
      if (claims.size() < MOST) {
        bundles(registry, referrer, claims);
      }
    }
    simple(registry, manifest, claims);
    return claims;
  }

  private static void bundles(Registry registry, Descriptor referrer, List<Claim> claims)
      throws IOException {
    if (registry.resolve(new Reference.Exactly(referrer.digest()), null)
        instanceof Resolution.Found found) {
      for (Descriptor layer : layers(found, MediaTypes.BUNDLE)) {
        try {
          claims.add(Bundle.read(registry.bytes(layer, MOST_BYTES)));
        } catch (IllegalArgumentException _) {
          // no bundle of this form: none that could count
        }
      }
    }
  }

  private static void simple(Registry registry, Digest manifest, List<Claim> claims)
      throws IOException {
    if (registry.resolve(new Reference.Tag(SimpleSigning.tag(manifest)), null)
        instanceof Resolution.Found found) {
      for (Descriptor layer : layers(found, SimpleSigning.MEDIA_TYPE)) {
        String signature = layer.annotations().getOrDefault(SimpleSigning.SIGNATURE, "");
        if (claims.size() < MOST) {
          try {
            claims.add(SimpleSigning.read(registry.bytes(layer, MOST_BYTES), signature));
          } catch (IllegalArgumentException _) {
            // no payload of this form: none that could count
          }
        }
      }
    }
  }

  private static List<Descriptor> layers(Resolution.Found found, String mediaType) {
    try {
      return found.manifest().layers().stream()
          .filter(layer -> layer.mediaType().equals(mediaType))
          .limit(MOST)
          .toList();
    } catch (RegistryException _) {
      return List.of();
    }
  }

  /// Signs a manifest and attaches the bundle to it, as cosign does.
  ///
  /// @return the bundle's manifest
  public static Descriptor attach(Registry registry, Descriptor manifest, SigningKey key)
      throws IOException {
    byte[] bundle = Bundle.sign(manifest.digest(), key);
    Descriptor layer = Descriptor.of(MediaTypes.BUNDLE, bundle);
    Descriptor config = Descriptor.of(MediaTypes.EMPTY, NO_CONFIG);
    registry.push(layer, bundle);
    registry.push(config, NO_CONFIG);
    return registry.push(
        new Manifest(
            MediaTypes.BUNDLE,
            config,
            List.of(layer),
            new Descriptor(manifest.mediaType(), manifest.digest(), manifest.size()),
            Map.of()),
        null);
  }
}
