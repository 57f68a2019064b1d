package io.parcook.sync.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderDiskTest {

  @TempDir Path folder;
  private Disk disk;

  @BeforeEach
  void makeOne() throws IOException {
    disk = new FolderDisk(folder.resolve("not/yet/there"));
  }

  @Test
  void whatIsAddedStandsBehindWhatWasThere() throws IOException {
    add("log", "one ");
    add("log", "two");
    assertThat(disk.read("log").readAllBytes()).asString(UTF_8).isEqualTo("one two");
    assertThat(disk.size("log")).isEqualTo(7);
  }

  @Test
  void aFileIsReplacedAndNothingElseIsLeft() throws IOException {
    disk.makeFolder("a/b");
    disk.replace("a/b/file", "old".getBytes(UTF_8));
    disk.replace("a/b/file", "new".getBytes(UTF_8));
    assertThat(disk.read("a/b/file").readAllBytes()).asString(UTF_8).isEqualTo("new");
    assertThat(disk.names("a/b")).containsExactly("file");
  }

  @Test
  void foldersAreNotFilesAndWhatIsNotThereHasNoNames() throws IOException {
    disk.makeFolder("a/b");
    add("a/z", "");
    add("a/y", "");
    assertThat(disk.names("a")).containsExactly("y", "z");
    assertThat(disk.names("nothing")).isEmpty();
    assertThat(disk.exists("a/b")).isFalse();
    disk.delete("a/z");
    disk.delete("a/z");
    assertThat(disk.names("a")).containsExactly("y");
  }

  @Test
  void noNameLeadsOutOfTheFolder() throws IOException {
    Files.writeString(folder.resolve("secret"), "secret");
    assertThatThrownBy(() -> disk.read("../../../secret"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> disk.read(folder.resolve("secret").toString()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDigestIsWrittenAsRegistriesWriteIt() {
    Digest digest = Digest.of("abc".getBytes(UTF_8)); // FIPS 180-2, appendix B.1
    assertThat(digest)
        .hasToString("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Digest.parse(digest.toString())).isEqualTo(digest);
    assertThatThrownBy(() -> Digest.parse("sha512:00"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Digest.parse("sha256:../../etc/passwd"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void add(String name, String text) throws IOException {
    try (DiskFile file = disk.append(name)) {
      file.write(text.getBytes(UTF_8), 0, text.length());
      file.force();
    }
  }
}
