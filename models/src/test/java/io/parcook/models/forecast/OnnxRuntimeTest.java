package io.parcook.models.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnnxRuntimeTest {

  @Test
  void theRuntimeKeepsNoTelemetryStoreOpen() throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    assumeTrue(Files.isDirectory(descriptors), "open files are listed on Linux only");
    var card = TestModels.card(List.of("a"), List.of(0.5));
    var graph = TestModels.linear(card, new float[] {1}, new float[] {0});
    try (var session = ModelSession.open(graph, SessionSettings.DEFAULT)) {
      session.run(1);
      assertThat(openFiles(descriptors)).noneMatch(file -> file.contains("onnxruntime.db"));
    }
  }

  private static List<String> openFiles(Path descriptors) throws IOException {
    var files = new ArrayList<String>();
    try (var links = Files.newDirectoryStream(descriptors)) {
      for (Path link : links) {
        if (Files.isSymbolicLink(link)) { // not the folder's own, closed meanwhile
          files.add(Files.readSymbolicLink(link).toString());
        }
      }
    }
    assertThat(files).as("the process has files open").isNotEmpty();
    return files;
  }
}
