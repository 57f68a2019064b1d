package io.parcook.sync.registry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parcook.sync.disk.FolderDisk;
import io.parcook.sync.registry.CuttingProxy;
import io.parcook.sync.registry.DebianRegistry;
import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.ImageIndex;
import io.parcook.sync.registry.MediaTypes;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.RegistryException;
import io.parcook.sync.registry.RegistryFault;
import io.parcook.sync.registry.TestAuthority;
import io.parcook.sync.registry.Transfer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who is let in, by what way, and who is not.
class AccessTest {

  private static final byte[] BYTES = "a model".getBytes(StandardCharsets.UTF_8);
  private static final Descriptor BLOB = Descriptor.of("text/plain", BYTES);
  private static final Credentials WRONG = new Credentials.Password("store", "wrong");
  private static final Credentials RIGHT =
      new Credentials.Password(SpecStand.USER, SpecStand.PASSWORD);

  @TempDir Path folder;

  @Test
  void aPasswordAndTheChainsOwnAuthorityLetTheStoreIn() throws IOException {
    TestAuthority authority = new TestAuthority(folder.resolve("tls"));
    TlsFiles tls = new TlsFiles(authority.certificate(), null, null);
    try (DebianRegistry debian =
        DebianRegistry.guarded(folder.resolve("debian"), authority, false)) {
      Access access = debian.access("models/base").with(tls);
      try (Registry registry = new HttpRegistry(access.with(DebianRegistry.KNOWN))) {
        registry.push(BLOB, BYTES);
        assertThat(registry.bytes(BLOB, 100)).isEqualTo(BYTES);
      }
      assertFault(access.with(WRONG), RegistryFault.Denied.class);
      assertFault(access, RegistryFault.Denied.class);
      assertFault(
          debian.access("models/base").with(DebianRegistry.KNOWN),
          RegistryFault.BadCertificate.class);
    }
  }

  @Test
  void aRegistryThatWantsToKnowTheStoreIsShownItsCertificate() throws IOException {
    TestAuthority authority = new TestAuthority(folder.resolve("tls"));
    try (DebianRegistry debian =
        DebianRegistry.guarded(folder.resolve("debian"), authority, true)) {
      Access access = debian.access("models/base").with(DebianRegistry.KNOWN);
      TlsFiles known =
          new TlsFiles(
              authority.certificate(), authority.clientCertificate(), authority.clientKey());
      try (Registry registry = new HttpRegistry(access.with(known))) {
        registry.push(BLOB, BYTES);
        assertThat(registry.has(BLOB.digest())).isTrue();
      }
      TlsFiles unknown = new TlsFiles(authority.certificate(), null, null);
      assertThatThrownBy(
              () -> {
                try (Registry registry = new HttpRegistry(access.with(unknown))) {
                  registry.has(BLOB.digest());
                }
              })
          .isInstanceOf(RegistryException.class);
    }
  }

  @Test
  void aTokenIsFetchedOnceWithThePasswordAndThenUsed() throws IOException {
    try (SpecStand stand = new SpecStand();
        Registry registry = new HttpRegistry(access(stand).with(RIGHT))) {
      stand.demandsToken = true;
      stand.blobs.put(BLOB.digest().toString(), BYTES);

      assertThat(registry.bytes(BLOB, 100)).isEqualTo(BYTES);
      assertThat(registry.bytes(BLOB, 100)).isEqualTo(BYTES);

      assertThat(stand.asked())
          .containsExactly(
              "GET /v2/m/blobs/" + BLOB.digest(),
              "GET /token?scope=repository%3Am%3Apull&service=stand",
              "GET /v2/m/blobs/" + BLOB.digest(),
              "GET /v2/m/blobs/" + BLOB.digest());
      assertThat(stand.authorizations.get(0)).isEqualTo("null");
      assertThat(stand.authorizations.subList(2, 4)).containsOnly("Bearer let-me-in");
      assertFault(access(stand).with(WRONG), RegistryFault.Denied.class);
    }
  }

  @Test
  void whatLetsTheStoreInStaysWithTheRegistryWhenABlobLiesElsewhere() throws IOException {
    try (SpecStand stand = new SpecStand();
        SpecStand storage = new SpecStand();
        Registry registry = new HttpRegistry(access(stand).with(RIGHT))) {
      stand.demandsToken = true;
      stand.blobsElsewhere = storage.origin().toString();
      stand.blobs.put(BLOB.digest().toString(), BYTES);
      storage.blobs.put(BLOB.digest().toString(), BYTES);

      registry.fetch(BLOB, new FolderDisk(folder), "model", Transfer.UNBOUNDED);

      assertThat(folder.resolve("model")).hasBinaryContent(BYTES);
      assertThat(storage.authorizations).containsExactly("null");
    }
  }

  @Test
  void anUploadThatIsCutGoesOnFromTheByteThatTheRegistryHas() throws IOException {
    byte[] large = new byte[500_000];
    new Random(5).nextBytes(large);
    Descriptor blob = Descriptor.of("application/octet-stream", large);
    List<Long> cuts = List.of(90_000L, 90_000L, 90_000L);
    try (SpecStand stand = new SpecStand();
        CuttingProxy line = new CuttingProxy(stand.port(), cuts, true);
        Registry registry =
            new HttpRegistry(
                DebianRegistry.access(URI.create("http://localhost:" + line.port()), "m")
                    .withChunk(40_000))) {
      registry.push(blob, () -> new ByteArrayInputStream(large), Transfer.UNBOUNDED);

      assertThat(stand.blobs.get(blob.digest().toString())).isEqualTo(large);
      assertThat(stand.received).hasValue(large.length);
      assertThat(stand.asked()).filteredOn(a -> a.startsWith("POST")).hasSize(1);
    }
  }

  @Test
  void aBusyRegistryIsLeftAloneForAsLongAsItAsks() throws IOException {
    List<Duration> waits = new ArrayList<>();
    Retries retries =
        new Retries(4, Duration.ofSeconds(1), Duration.ofSeconds(8), new Random(2), waits::add);
    try (SpecStand stand = new SpecStand();
        Registry registry = new HttpRegistry(new Access(stand.origin(), "m", retries))) {
      stand.blobs.put(BLOB.digest().toString(), BYTES);
      stand.busyFor.set(3);
      assertThat(registry.has(BLOB.digest())).isTrue();

      stand.busyFor.set(4);
      assertThatThrownBy(() -> registry.has(BLOB.digest()))
          .hasMessageContaining("is busy and asks to be left alone for PT2S");
    }
    assertThat(waits)
        .hasSize(6)
        .allSatisfy(
            wait -> assertThat(wait).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(10)));
    assertThat(waits).doesNotHaveDuplicates();
  }

  @Test
  void aRegistryWithTheReferrersApiIsAskedByIt() throws IOException {
    Descriptor signature =
        new Descriptor(
            MediaTypes.MANIFEST, BLOB.digest(), 7, MediaTypes.BUNDLE, Map.of("a", "b"), null);
    try (SpecStand stand = new SpecStand();
        Registry registry = new HttpRegistry(access(stand))) {
      stand.referrers = ImageIndex.empty().with(signature).bytes();
      assertThat(registry.referrers(BLOB.digest(), MediaTypes.BUNDLE)).containsExactly(signature);
      assertThat(registry.referrers(BLOB.digest(), "other")).isEmpty();
      assertThat(stand.asked()).containsOnly("GET /v2/m/referrers/" + BLOB.digest());
    }
  }

  @Test
  void aProxyStandsBetweenTheStoreAndTheRegistry() throws IOException {
    try (SpecStand proxy = new SpecStand();
        Registry registry =
            new HttpRegistry(
                DebianRegistry.access(URI.create("http://registry.invalid"), "m")
                    .with(new Proxy("localhost", proxy.port())))) {
      proxy.blobs.put(BLOB.digest().toString(), BYTES);
      assertThat(registry.bytes(BLOB, 100)).isEqualTo(BYTES);
      assertThat(proxy.asked())
          .containsExactly("GET http://registry.invalid/v2/m/blobs/" + BLOB.digest());
    }
  }

  @Test
  void aPasswordIsNotPrinted() {
    assertThat(RIGHT).hasToString("store:***");
    assertThat(DebianRegistry.access(URI.create("http://h"), "m").with(RIGHT).toString())
        .doesNotContain(SpecStand.PASSWORD);
  }

  private static Access access(SpecStand stand) {
    return DebianRegistry.access(stand.origin(), "m");
  }

  private static void assertFault(Access access, Class<? extends RegistryFault> kind)
      throws IOException {
    try (Registry registry = new HttpRegistry(access)) {
      assertThatThrownBy(() -> registry.bytes(BLOB, 100))
          .isInstanceOfSatisfying(
              RegistryException.class, e -> assertThat(e.fault()).isInstanceOf(kind));
    }
  }
}
