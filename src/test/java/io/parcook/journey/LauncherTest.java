package io.parcook.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When `./parcook` cannot go on it says what is wrong and what to do, and ends with a failure.
class LauncherTest {

  @TempDir Path folder;

  @Test
  void anUnknownCommandNamesTheOnesThereAre() {
    CommandLine said = parcook(Map.of(), "cook");
    assertThat(said.exitCode()).isEqualTo(2);
    assertThat(said.output())
        .contains("there is no command 'cook'")
        .contains("Next step: ./parcook help");
  }

  @Test
  void anUnknownOptionOfTheDemoPointsToItsHelp() {
    CommandLine said = parcook(Map.of(), "demo", "--prot", "8080");
    assertThat(said.exitCode()).isEqualTo(2);
    assertThat(said.output()).contains("--prot").contains("./parcook demo --help");
  }

  @Test
  void aPortThatIsTakenIsToldWithAWayOut() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      CommandLine said = parcook(Map.of(), "demo", "--port", port);
      assertThat(said.exitCode()).isEqualTo(1);
      assertThat(said.output())
          .contains("port " + port + " is taken")
          .contains("Next step: ./parcook demo --port");
    }
  }

  @Test
  void aPortThatIsNoPortIsToldSo() {
    for (String port : List.of("eighty", "0", "70000", "-1")) {
      CommandLine said = parcook(Map.of(), "demo", "--port", port);
      assertThat(said.exitCode()).as(port).isEqualTo(2);
      assertThat(said.output()).contains(port).contains("Next step: ");
    }
  }

  @Test
  void withoutAJdkItSaysWhichToInstall() throws IOException {
    CommandLine said = parcook(withNoJdk(), "build");
    assertThat(said.exitCode()).as(said.output()).isEqualTo(1);
    assertThat(said.output())
        .contains("no JDK 25")
        .contains("Next step: install one")
        .contains("JAVA_HOME");
  }

  @Test
  void anOlderJdkIsNamedBesideTheOneThatIsNeeded() throws IOException {
    Path old = folder.resolve("old");
    Path javac = Files.createDirectories(old.resolve("bin")).resolve("javac");
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.2\"\n");
    Files.writeString(javac, "");
    assertThat(javac.toFile().setExecutable(true)).isTrue();
    Map<String, String> environment = withNoJdk();
    environment.put("JAVA_HOME", old.toString());
    CommandLine said = parcook(environment, "build");
    assertThat(said.exitCode()).as(said.output()).isEqualTo(1);
    assertThat(said.output()).contains("found: 17").contains("Next step: install one");
  }

  @Test
  void everyCommandExplainsItself() {
    for (String command : List.of("build", "run", "demo", "test", "simulate", "replay")) {
      CommandLine said = parcook(Map.of(), command, "--help").assertSucceeded();
      assertThat(said.output()).containsIgnoringCase("usage").contains(command);
    }
  }

  /// A path with the launcher's own tools only, and no folder where JDKs usually are.
  private Map<String, String> withNoJdk() throws IOException {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool : List.of("bash", "dirname", "sed", "readlink", "mkdir", "cat")) {
      Path script = tools.resolve(tool);
      Files.writeString(script, "#!/bin/sh\nexec '" + onPath(tool) + "' \"$@\"\n");
      assertThat(script.toFile().setExecutable(true)).isTrue();
    }
    return new TreeMap<>(
        Map.of(
            "PATH", tools.toString(),
            "JAVA_HOME", "",
            "HOME", folder.toString(),
            "PARCOOK_JDKS", folder.resolve("none").toString()));
  }

  private static Path onPath(String tool) {
    for (String folder : System.getenv("PATH").split(":", -1)) {
      Path candidate = Path.of(folder, tool);
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    throw new IllegalStateException(tool + " is not on the path");
  }

  private CommandLine parcook(Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Checkout.root().resolve("parcook").toString());
    command.addAll(List.of(arguments));
    try (CommandLine run = CommandLine.start(folder, environment, command)) {
      return run.awaitEnd();
    }
  }
}
