package io.parcook.pipeline.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FeaturesDocumentTest {

  private static final String BEGIN = "<!-- features: generated from the code -->";
  private static final String END = "<!-- end of features -->";

  /// Run with `-DargLine=-Dparcook.docs.write=true` to write the table anew.
  @Test
  void theDocumentNamesEveryFeatureWithTheFormulaThatTheCodeStates() throws IOException {
    Path document = root().resolve("docs/features.md");
    String text = Files.readString(document);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    if (Boolean.getBoolean("parcook.docs.write")) {
      text = text.substring(0, begin) + "\n" + table() + text.substring(end);
      Files.writeString(document, text);
      end = text.indexOf(END);
    }
    assertThat(text.substring(begin, end).strip())
        .as("docs/features.md; run this test with -DargLine=-Dparcook.docs.write=true to renew it")
        .isEqualTo(table().strip());
  }

  private static String table() {
    StringBuilder table = new StringBuilder();
    table.append("| feature | formula | range | where data is missing |\n");
    table.append("| --- | --- | --- | --- |\n");
    for (Feature feature : Feature.all()) {
      Definition definition = feature.definition();
      table.append("| `").append(definition.name()).append("` | ");
      table.append(definition.formula()).append(" | ");
      table.append(definition.range()).append(" | ");
      table.append(definition.missing()).append(" |\n");
    }
    return table.toString();
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve(".mvn"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("The project's root, with its folder .mvn, was not found");
    }
    return folder;
  }
}
