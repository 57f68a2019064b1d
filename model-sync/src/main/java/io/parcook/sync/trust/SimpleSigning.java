package io.parcook.sync.trust;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parcook.sync.disk.Digest;
import io.parcook.sync.registry.Json;
import java.util.Base64;

/// The form of signatures before bundles, which cosign still reads: the payload is a layer, its
/// signature an annotation on it, and the tag `sha256-<hex>.sig` finds both.
public final class SimpleSigning {

  public static final String MEDIA_TYPE = "application/vnd.dev.cosign.simplesigning.v1+json";
  public static final String SIGNATURE = "dev.cosignproject.cosign/signature";
  private static final String TYPE = "cosign container image signature";

  private SimpleSigning() {}

  /// The tag of a manifest's signatures.
  public static String tag(Digest manifest) {
    return "sha256-" + manifest.hex() + ".sig";
  }

  /// The payload that is signed.
  public static byte[] payload(Digest manifest, String repository) {
    ObjectNode payload = Json.object();
    ObjectNode critical = payload.putObject("critical");
    critical.putObject("identity").put("docker-reference", repository);
    critical.putObject("image").put("docker-manifest-digest", manifest.toString());
    critical.put("type", TYPE);
    payload.putNull("optional");
    return Json.write(payload);
  }

  /// Reads what a payload and its annotation claim.
  ///
  /// @throws IllegalArgumentException if it is no payload of this form
  public static Claim read(byte[] payload, String signature) {
    JsonNode critical = Json.read(payload).path("critical");
    if (!TYPE.equals(Json.textOrNull(critical, "type"))) {
      throw new IllegalArgumentException("its type is not '" + TYPE + "'");
    }
    Digest subject = Digest.parse(Json.text(critical.path("image"), "docker-manifest-digest"));
    return new Claim("", payload, Base64.getDecoder().decode(signature), subject);
  }
}
