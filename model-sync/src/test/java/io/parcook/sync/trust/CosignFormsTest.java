package io.parcook.sync.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parcook.sync.disk.Digest;
import io.parcook.sync.disk.FolderDisk;
import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.Manifest;
import io.parcook.sync.registry.MediaTypes;
import io.parcook.sync.registry.Reference;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.artifact.ModelPack;
import io.parcook.sync.registry.layout.LayoutRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The two forms of cosign's signatures with a key.
class CosignFormsTest {

  private static final SigningKey KEY = TestKeys.key();
  private static final Verifier VERIFIER =
      new Verifier(TrustRoot.pinned(Role.of(KEY.trusted())), InstantSource.system());

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init")
  private Registry registry;

  @SuppressWarnings("NullAway.Init")
  private Manifest model;

  @BeforeEach
  void begin() throws IOException {
    registry = new LayoutRegistry(new FolderDisk(folder.resolve("cloud")), "cloud");
    var packed = ModelPack.model(new byte[] {1, 2}, Map.of(), "v", 1, List.of());
    packed.push(registry, new Reference.Tag("v"));
    model = packed.manifest();
  }

  @Test
  void aBundleIsFoundAsAReferrerAndTrusted() throws IOException {
    Signatures.attach(registry, model.descriptor(), KEY);
    assertThat(judged()).isInstanceOf(Verdict.Trusted.class);
    assertThat(registry.referrers(digest(), MediaTypes.BUNDLE)).hasSize(1);
  }

  @Test
  void aSignatureOfTheOlderFormIsFoundByItsTagAndTrusted() throws IOException {
    attachSimple(SimpleSigning.payload(digest(), "registry.example/models"), KEY);
    assertThat(judged()).isInstanceOf(Verdict.Trusted.class);
  }

  @Test
  void aSignatureOfTheOlderFormForSomethingElseIsRefused() throws IOException {
    attachSimple(SimpleSigning.payload(Digest.of(new byte[9]), "registry.example/models"), KEY);
    assertThat(judged())
        .isInstanceOfSatisfying(
            Verdict.Refused.class,
            refused -> assertThat(refused.refusal()).isInstanceOf(Refusal.WrongFile.class));
  }

  @Test
  void whatIsNoSignatureCountsAsNone() throws IOException {
    attachSimple("{}".getBytes(StandardCharsets.UTF_8), KEY);
    byte[] nonsense = "nonsense".getBytes(StandardCharsets.UTF_8);
    Descriptor layer = Descriptor.of(MediaTypes.BUNDLE, nonsense);
    registry.push(layer, nonsense);
    registry.push(
        new Manifest(MediaTypes.BUNDLE, layer, List.of(layer), model.descriptor(), Map.of()), null);
    assertThat(judged())
        .isEqualTo(new Verdict.Refused<>(new Refusal.BelowThreshold("Model " + digest(), 0, 1)));
    Signatures.attach(registry, model.descriptor(), KEY);
    assertThat(judged()).isInstanceOf(Verdict.Trusted.class);
  }

  @Test
  void keysAreReadFromPemAndMustBelongTogether() throws IOException {
    Path own = pem("own.pub", "PUBLIC KEY", KEY.trusted().key().getEncoded());
    Path other = pem("other.pub", "PUBLIC KEY", TestKeys.key().trusted().key().getEncoded());
    Path secret = pem("own.key", "PRIVATE KEY", KEY.key().getEncoded());

    assertThat(TrustedKey.read(own)).isEqualTo(KEY.trusted());
    assertThat(SigningKey.read(secret, own).trusted()).isEqualTo(KEY.trusted());
    assertThatThrownBy(() -> SigningKey.read(secret, other))
        .hasMessageContaining("is not the public key of");
    assertThatThrownBy(() -> TrustedKey.read(secret)).hasMessageContaining("not a PUBLIC KEY");
    assertThatThrownBy(() -> SigningKey.read(pem("k", "EC PRIVATE KEY", new byte[9]), own))
        .hasMessageContaining("openssl pkcs8 -topk8");
    assertThat(KEY.toString()).doesNotContain("PrivateKey");
  }

  private Path pem(String name, String kind, byte[] der) throws IOException {
    String body = Base64.getMimeEncoder().encodeToString(der);
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, body, kind));
  }

  private void attachSimple(byte[] payload, SigningKey key) throws IOException {
    String signature = Base64.getEncoder().encodeToString(key.sign(payload));
    Descriptor layer =
        Descriptor.of(SimpleSigning.MEDIA_TYPE, payload)
            .annotated(Map.of(SimpleSigning.SIGNATURE, signature));
    registry.push(layer, payload);
    registry.push(
        new Manifest(null, layer, List.of(layer), null, Map.of()),
        new Reference.Tag(SimpleSigning.tag(digest())));
  }

  private Digest digest() {
    return model.descriptor().digest();
  }

  private Verdict<Digest> judged() throws IOException {
    return VERIFIER.signed(model.bytes(), digest(), Signatures.of(registry, digest()));
  }
}
