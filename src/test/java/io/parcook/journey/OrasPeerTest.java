package io.parcook.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.sync.disk.Digest;
import io.parcook.sync.disk.FolderDisk;
import io.parcook.sync.registry.DebianRegistry;
import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.MediaTypes;
import io.parcook.sync.registry.Reference;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.Resolution;
import io.parcook.sync.registry.Transfer;
import io.parcook.sync.registry.artifact.ModelArtifact;
import io.parcook.sync.registry.artifact.ModelPack;
import io.parcook.sync.registry.http.HttpRegistry;
import io.parcook.sync.trust.Role;
import io.parcook.sync.trust.Signatures;
import io.parcook.sync.trust.SigningKey;
import io.parcook.sync.trust.TestKeys;
import io.parcook.sync.trust.TrustRoot;
import io.parcook.sync.trust.Verdict;
import io.parcook.sync.trust.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import land.oras.Annotations;
import land.oras.ArtifactType;
import land.oras.Config;
import land.oras.ContainerRef;
import land.oras.LocalPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A peer: the ORAS client for Java pulls what we push, and we take what it pushes, over Debian's
/// registry, byte for byte.
class OrasPeerTest {

  @TempDir Path folder;

  @Test
  void itPullsOurArtifactsWithTheSameDigests() throws IOException {
    byte[] onnx = new byte[50_000];
    new Random(3).nextBytes(onnx);
    try (DebianRegistry debian = DebianRegistry.open(folder.resolve("registry"));
        Registry registry = new HttpRegistry(debian.access("models/base"))) {
      Descriptor ours =
          ModelPack.model(onnx, Map.of("version", "one"), "one", 1, List.of())
              .push(registry, new Reference.Tag("v1"));

      land.oras.Registry peer = peer();
      ContainerRef place = ContainerRef.parse("localhost:" + debian.port() + "/models/base:v1");
      land.oras.Manifest theirs = peer.getManifest(place);
      assertThat(theirs.getDescriptor().getDigest()).isEqualTo(ours.digest().toString());
      assertThat(theirs.getArtifactTypeAsString()).isEqualTo(MediaTypes.MODEL);
      assertThat(theirs.getLayers())
          .extracting(land.oras.Layer::getDigest)
          .contains(Digest.of(onnx).toString());
      Path pulled = folder.resolve("pulled");
      String blob = "localhost:" + debian.port() + "/models/base@" + Digest.of(onnx);
      peer.fetchBlob(ContainerRef.parse(blob), pulled);
      assertThat(pulled).hasBinaryContent(onnx);
    }
  }

  @Test
  void whatItPushesIsFetchedSignedAndTrustedHere() throws IOException {
    byte[] onnx = new byte[50_000];
    new Random(4).nextBytes(onnx);
    Path file = Files.write(folder.resolve("model.onnx"), onnx);
    try (DebianRegistry debian = DebianRegistry.open(folder.resolve("registry"));
        Registry registry = new HttpRegistry(debian.access("models/base"))) {
      peer()
          .pushArtifact(
              ContainerRef.parse("localhost:" + debian.port() + "/models/base:v2"),
              ArtifactType.from(MediaTypes.MODEL),
              Annotations.ofManifest(
                  Map.of(
                      io.parcook.sync.registry.artifact.Annotations.NUMBER,
                      "2",
                      io.parcook.sync.registry.artifact.Annotations.VERSION,
                      "two")),
              Config.empty(),
              LocalPath.of(file, MediaTypes.WEIGHT));

      Resolution.Found found = (Resolution.Found) registry.resolve(new Reference.Tag("v2"), null);
      SigningKey key = TestKeys.key();
      Signatures.attach(
          registry, new Descriptor(MediaTypes.MANIFEST, found.digest(), found.bytes().length), key);
      Verifier verifier =
          new Verifier(TrustRoot.pinned(Role.of(key.trusted())), InstantSource.system());
      assertThat(
              verifier.signed(
                  found.bytes(), found.digest(), Signatures.of(registry, found.digest())))
          .isEqualTo(new Verdict.Trusted<>(found.digest()));

      ModelArtifact model = ModelArtifact.of(found.manifest());
      assertThat(model.number()).isEqualTo(2);
      FolderDisk disk = new FolderDisk(folder.resolve("store"));
      model.fetch(registry, _ -> Optional.empty(), disk, "fetched", Transfer.UNBOUNDED);
      assertThat(folder.resolve("store/fetched")).hasBinaryContent(onnx);
    }
  }

  private static land.oras.Registry peer() {
    return land.oras.Registry.builder().insecure().build();
  }
}
