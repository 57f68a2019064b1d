package io.parcook.models.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NativeFolderTest {

  private static final String PROPERTY = "onnxruntime.native.path";

  private @Nullable String before;

  @BeforeEach
  void forgetTheProperty() {
    before = System.clearProperty(PROPERTY);
  }

  @AfterEach
  void restoreTheProperty() {
    if (before == null) {
      System.clearProperty(PROPERTY);
    } else {
      System.setProperty(PROPERTY, before);
    }
  }

  @Test
  void theLibrariesAreUnpackedOnceAndNamedByTheirVersion(@TempDir Path folder) throws IOException {
    assertThat(NativeFolder.use(folder)).isTrue();

    Path kept = Path.of(System.getProperty(PROPERTY));
    assertThat(kept.getParent()).isEqualTo(folder.toAbsolutePath());
    assertThat(kept.getFileName().toString()).matches("onnxruntime-[0-9.]+");
    List<Path> libraries = files(kept);
    assertThat(libraries)
        .containsExactlyInAnyOrder(
            kept.resolve(System.mapLibraryName("onnxruntime")),
            kept.resolve(System.mapLibraryName("onnxruntime4j_jni")));
    var written = Files.getLastModifiedTime(libraries.getFirst());

    System.clearProperty(PROPERTY);
    NativeFolder.use(folder);

    assertThat(Files.getLastModifiedTime(libraries.getFirst())).isEqualTo(written);
    assertThat(files(kept)).hasSameElementsAs(libraries);
  }

  @Test
  void aLibraryThatWasCutShortIsUnpackedAnew(@TempDir Path folder) throws IOException {
    NativeFolder.use(folder);
    Path library = files(Path.of(System.getProperty(PROPERTY))).getFirst();
    byte[] whole = Files.readAllBytes(library);
    Files.write(library, new byte[100]);

    System.clearProperty(PROPERTY);
    NativeFolder.use(folder);

    assertThat(library).hasBinaryContent(whole);
  }

  @Test
  void whoNamesAFolderKeepsIt(@TempDir Path folder) throws IOException {
    System.setProperty(PROPERTY, "elsewhere");

    assertThat(NativeFolder.use(folder)).isFalse();

    assertThat(System.getProperty(PROPERTY)).isEqualTo("elsewhere");
    assertThat(files(folder)).isEmpty();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }
}
