package io.parcook.sync.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parcook.sync.disk.Digest;
import io.parcook.sync.disk.FolderDisk;
import io.parcook.sync.registry.http.HttpRegistry;
import io.parcook.sync.registry.layout.LayoutRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What holds for any repository, wherever it is.
class RegistryContractTest {

  @TempDir Path folder;

  @Nested
  class OfDebian extends Contract {

    private static @Nullable DebianRegistry debian;
    private static int repositories;

    @Override
    Registry registry() throws IOException {
      repositories++;
      return new HttpRegistry(debian().access("models/n" + repositories).withChunk(30_000));
    }

    @BeforeAll
    static void start(@TempDir Path stored) {
      debian = DebianRegistry.open(stored);
    }

    @AfterAll
    static void stop() {
      if (debian != null) {
        debian.close();
      }
    }

    private static DebianRegistry debian() {
      return Objects.requireNonNull(debian);
    }
  }

  @Nested
  class OfALayoutFolder extends Contract {
    @Override
    Registry registry() throws IOException {
      Path layout = folder.resolve("layout");
      return new LayoutRegistry(new FolderDisk(layout), layout.toString());
    }
  }

  abstract class Contract {

    private static final Reference.Tag LATEST = new Reference.Tag("latest");

    @SuppressWarnings("NullAway.Init")
    private Registry registry;

    @SuppressWarnings("NullAway.Init")
    private FolderDisk disk;

    abstract Registry registry() throws IOException;

    @BeforeEach
    void begin() throws IOException {
      registry = registry();
      disk = new FolderDisk(folder.resolve("store"));
    }

    @AfterEach
    void end() {
      registry.close();
    }

    @Test
    void whatIsPushedIsFoundByTagAndByDigest() throws IOException {
      Manifest manifest = artifact("one", null);
      Descriptor pushed = registry.push(manifest, LATEST);

      for (Reference reference : List.of(LATEST, new Reference.Exactly(pushed.digest()))) {
        assertThat(registry.resolve(reference, null))
            .isInstanceOfSatisfying(
                Resolution.Found.class,
                found -> {
                  assertThat(found.digest()).isEqualTo(pushed.digest());
                  assertThat(found.bytes()).isEqualTo(manifest.bytes());
                });
      }
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() throws IOException {
      registry.push(artifact("one", null), LATEST);
      String etag = found(registry.resolve(LATEST, null)).etag();

      assertThat(registry.resolve(LATEST, etag)).isInstanceOf(Resolution.Unchanged.class);

      Descriptor second = registry.push(artifact("two", null), LATEST);
      Resolution.Found now = found(registry.resolve(LATEST, etag));
      assertThat(now.digest()).isEqualTo(second.digest());
      assertThat(now.etag()).isNotEqualTo(etag);
    }

    @Test
    void aVersionWhoseTagMovedOnIsStillFoundByItsDigest() throws IOException {
      Descriptor first = registry.push(artifact("one", null), LATEST);
      registry.push(artifact("two", null), LATEST);
      assertThat(registry.resolve(new Reference.Exactly(first.digest()), null))
          .isInstanceOf(Resolution.Found.class);
    }

    @Test
    void whatIsNotThereIsMissing() throws IOException {
      registry.push(artifact("one", null), LATEST);
      Digest other = Digest.of(new byte[] {1});
      assertThat(registry.resolve(new Reference.Tag("v9"), null))
          .isInstanceOf(Resolution.Missing.class);
      assertThat(registry.resolve(new Reference.Exactly(other), null))
          .isInstanceOf(Resolution.Missing.class);
      assertThat(registry.has(other)).isFalse();
      Descriptor blob = new Descriptor("text/plain", other, 1);
      assertFault(() -> registry.bytes(blob, 10), RegistryFault.Gone.class);
      assertFault(
          () -> registry.fetch(blob, disk, "blob", Transfer.UNBOUNDED), RegistryFault.Gone.class);
    }

    @Test
    void aBlobArrivesAsItWasSent() throws IOException {
      byte[] bytes = new byte[100_001];
      new Random(3).nextBytes(bytes);
      Descriptor blob = Descriptor.of("application/octet-stream", bytes);

      registry.push(blob, bytes);
      registry.push(blob, bytes);
      registry.fetch(blob, disk, "blob", Transfer.UNBOUNDED);

      assertThat(registry.has(blob.digest())).isTrue();
      assertThat(folder.resolve("store/blob")).hasBinaryContent(bytes);
      assertThat(disk.names("")).containsExactly("blob");
      assertThat(registry.bytes(blob, bytes.length)).isEqualTo(bytes);
    }

    @Test
    void aBlobThatIsTooLargeIsRefusedBeforeItsFirstByte() throws IOException {
      byte[] bytes = new byte[2_000];
      Descriptor blob = Descriptor.of("application/octet-stream", bytes);
      registry.push(blob, bytes);
      Transfer small = new Transfer(1_999, MinimumSpeed.DEFAULT, ByteBudget.unlimited());

      assertFault(() -> registry.fetch(blob, disk, "b", small), RegistryFault.TooLarge.class);
      assertFault(() -> registry.bytes(blob, 1_999), RegistryFault.TooLarge.class);
      assertThat(disk.names("")).isEmpty();
    }

    @Test
    void aBlobWithMoreBytesThanItSaysIsCutOff() throws IOException {
      byte[] bytes = new byte[5_000];
      registry.push(Descriptor.of("application/octet-stream", bytes), bytes);
      Descriptor lie = new Descriptor("application/octet-stream", Digest.of(bytes), 4_000);

      assertFault(
          () -> registry.fetch(lie, disk, "b", Transfer.UNBOUNDED), RegistryFault.TooLarge.class);
      assertThat(folder.resolve("store/b")).doesNotExist();
    }

    @Test
    void whatWasFetchedBeforeAndIsSomethingElseIsThrownAway() throws IOException {
      byte[] bytes = new byte[5_000];
      Descriptor blob = Descriptor.of("application/octet-stream", bytes);
      registry.push(blob, bytes);
      Files.writeString(folder.resolve("store/b.part"), "other bytes");

      assertFault(
          () -> registry.fetch(blob, disk, "b", Transfer.UNBOUNDED),
          RegistryFault.WrongDigest.class);
      assertThat(disk.names("")).isEmpty();
      registry.fetch(blob, disk, "b", Transfer.UNBOUNDED);
      assertThat(folder.resolve("store/b")).hasBinaryContent(bytes);
    }

    @Test
    void whatRefersToAManifestIsFoundByItsKind() throws IOException {
      Descriptor subject = registry.push(artifact("model", null), LATEST);
      Descriptor other = registry.push(artifact("other", null), new Reference.Tag("other"));
      assertThat(registry.referrers(subject.digest(), null)).isEmpty();

      Descriptor a = registry.push(artifact("a", subject), null);
      Descriptor b = registry.push(artifact("b", subject), null);
      registry.push(artifact("b", subject), null);
      registry.push(artifact("c", other), null);

      assertThat(registry.referrers(subject.digest(), null))
          .extracting(Descriptor::digest)
          .containsExactlyInAnyOrder(a.digest(), b.digest());
      assertThat(registry.referrers(subject.digest(), "text/a"))
          .singleElement()
          .satisfies(
              found -> {
                assertThat(found.digest()).isEqualTo(a.digest());
                assertThat(found.size()).isEqualTo(a.size());
                assertThat(found.annotations()).containsEntry("says", "a");
              });
    }

    @Test
    void aManifestWhoseBlobsAreNotThereIsRefused() {
      byte[] absent = "absent".getBytes(StandardCharsets.UTF_8);
      Manifest manifest =
          new Manifest(
              "text/a", Descriptor.of(MediaTypes.EMPTY, absent), List.of(), null, Map.of());
      assertThatThrownBy(() -> registry.push(manifest, LATEST))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("blob");
    }

    private Manifest artifact(String text, @Nullable Descriptor subject) throws IOException {
      byte[] empty = "{}".getBytes(StandardCharsets.UTF_8);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      Descriptor config = Descriptor.of(MediaTypes.EMPTY, empty);
      Descriptor layer = Descriptor.of("text/plain", bytes);
      registry.push(config, empty);
      registry.push(layer, bytes);
      return new Manifest("text/" + text, config, List.of(layer), subject, Map.of("says", text));
    }

    private static Resolution.Found found(Resolution resolution) {
      return (Resolution.Found) resolution;
    }
  }

  private interface Doing {
    void run() throws IOException;
  }

  private static void assertFault(Doing doing, Class<? extends RegistryFault> kind) {
    assertThatThrownBy(doing::run)
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.fault()).isInstanceOf(kind));
  }
}
