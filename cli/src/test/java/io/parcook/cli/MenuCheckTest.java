package io.parcook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MenuCheckTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"simulated-menu.json", "restaurant-menu.json"})
  void theSampleMenusCanBeCookedFrom(String name) {
    Commands.Ran ran =
        Commands.run("menu", "check", SharedData.root().resolve("cli/menus").resolve(name));

    assertThat(ran.exit()).as(ran.said()).isEqualTo(Exit.OK);
    assertThat(ran.printed()).contains("items").contains("lead");
  }

  @Test
  void aMenuThatCannotBeCookedFromIsToldWhereAndWhy() throws IOException {
    Path file = folder.resolve("menu.json");
    Files.writeString(file, "{\"dayparts\": {\"lunch\": \"25:00\"}, \"items\": {}}");

    Commands.Ran ran = Commands.run("menu", "check", file);

    assertThat(ran.exit()).isEqualTo(Exit.INPUT);
    assertThat(ran.said()).contains("/dayparts/lunch").contains("time of day").contains("/items");
  }

  @Test
  void aFileThatIsNotThereIsSaidSo() {
    Commands.Ran ran = Commands.run("menu", "check", folder.resolve("none.json"));

    assertThat(ran.exit()).isEqualTo(Exit.INPUT);
    assertThat(ran.said()).contains("There is no file");
  }
}
