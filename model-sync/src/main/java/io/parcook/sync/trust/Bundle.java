package io.parcook.sync.trust;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parcook.sync.disk.Digest;
import io.parcook.sync.registry.Json;
import io.parcook.sync.registry.MediaTypes;
import java.util.List;

/// A sigstore bundle v0.3 with a key, as `cosign sign --key` attaches it: a DSSE envelope around an
/// in-toto statement that names the manifest's digest.
public final class Bundle {

  static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";
  private static final String STATEMENT = "https://in-toto.io/Statement/v1";
  private static final String PREDICATE = "https://sigstore.dev/cosign/sign/v1";

  private Bundle() {}

  /// Signs a manifest.
  public static byte[] sign(Digest manifest, SigningKey key) {
    ObjectNode statement = Json.object();
    statement.put("_type", STATEMENT);
    statement.putArray("subject").addObject().putObject("digest").put("sha256", manifest.hex());
    statement.put("predicateType", PREDICATE);
    statement.putObject("predicate");
    Envelope envelope = Envelope.sign(PAYLOAD_TYPE, Json.write(statement), List.of(key));
    ObjectNode bundle = Json.object();
    bundle.put("mediaType", MediaTypes.BUNDLE);
    ObjectNode material = bundle.putObject("verificationMaterial");
    material.putObject("publicKey").put("hint", key.trusted().id());
    material.putArray("tlogEntries");
    bundle.set("dsseEnvelope", envelope.node());
    return Json.write(bundle);
  }

  /// Reads what a bundle claims.
  ///
  /// @throws IllegalArgumentException if it is no bundle of this form, saying why
  public static Claim read(byte[] json) {
    JsonNode bundle = Json.read(json);
    if (!MediaTypes.BUNDLE.equals(Json.textOrNull(bundle, "mediaType"))) {
      throw new IllegalArgumentException("its mediaType is not " + MediaTypes.BUNDLE);
    }
    Envelope envelope = Envelope.read(bundle.path("dsseEnvelope"));
    if (!envelope.payloadType().equals(PAYLOAD_TYPE) || envelope.signatures().size() != 1) {
      throw new IllegalArgumentException("it is no in-toto statement with one signature");
    }
    JsonNode statement = Json.read(envelope.payload());
    if (!STATEMENT.equals(Json.textOrNull(statement, "_type"))
        || !PREDICATE.equals(Json.textOrNull(statement, "predicateType"))
        || statement.path("subject").size() != 1) {
      throw new IllegalArgumentException("its statement is not cosign's about one subject");
    }
    String hex = Json.text(statement.path("subject").path(0).path("digest"), "sha256");
    String hint = bundle.path("verificationMaterial").path("publicKey").path("hint").asText("");
    return new Claim(
        hint, envelope.signed(), envelope.signatures().getFirst().signature(), new Digest(hex));
  }
}
