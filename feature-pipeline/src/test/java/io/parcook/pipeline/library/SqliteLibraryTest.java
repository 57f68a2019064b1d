package io.parcook.pipeline.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A JVM loads the library once, so each start here is a process of its own, and ends as if killed.
@EnabledOnOs(
    value = OS.LINUX,
    disabledReason = "the library is kept on Linux only; elsewhere the driver finds its own")
class SqliteLibraryTest {

  @TempDir private Path folder;

  @Test
  void isUnpackedOnceIntoTheStoresFolderAndNeverIntoTheTemporaryOne() throws Exception {
    start();
    Path version = onlyFile(folder.resolve("native"));
    Path library = onlyFile(version);
    var written = Files.getLastModifiedTime(library);

    start();

    assertThat(library.getFileName()).hasToString("libsqlitejdbc.so");
    assertThat(version.getFileName().toString()).matches("sqlite-jdbc-[0-9.]+");
    assertThat(Files.getLastModifiedTime(library)).isEqualTo(written);
    assertThat(files(folder.resolve("temporary"))).isEmpty();
  }

  @Test
  void thatWasCutShortIsUnpackedAnew() throws Exception {
    start();
    Path library = onlyFile(onlyFile(folder.resolve("native")));
    byte[] whole = Files.readAllBytes(library);
    Files.write(library, new byte[100]);

    start();

    assertThat(library).hasBinaryContent(whole);
  }

  private void start() throws IOException, InterruptedException {
    Path temporary = Files.createDirectories(folder.resolve("temporary"));
    Path said = folder.resolve("said.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                Start.class.getName(),
                folder.resolve("native").toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(said)).isZero();
  }

  private static Path onlyFile(Path parent) throws IOException {
    List<Path> all = files(parent);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private static List<Path> files(Path parent) throws IOException {
    try (var files = Files.list(parent)) {
      return files.toList();
    }
  }

  /// A start of a store as far as SQLite sees it.
  static final class Start {

    private Start() {}

    public static void main(String[] folder) throws Exception {
      SqliteLibrary.keepIn(Path.of(folder[0]));
      try (var connection = DriverManager.getConnection("jdbc:sqlite::memory:");
          var statement = connection.createStatement();
          var answer = statement.executeQuery("select 42")) {
        Runtime.getRuntime().halt(answer.next() && answer.getInt(1) == 42 ? 0 : 1);
      }
    }
  }
}
