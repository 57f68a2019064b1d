package io.parcook.kubernetes;

import io.parcook.journey.Checkout;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Programs of others that these checks run: on the path, or where `./parcook test` puts what it
/// builds.
final class Tools {

  /// How a command ended, and all that it said.
  record Said(int exit, String text) {}

  private Tools() {}

  static Optional<Path> find(String program) {
    Stream<Path> own = Stream.of(Checkout.root().resolve(".parcook/tools"));
    Stream<Path> path =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1)).map(Path::of);
    return Stream.concat(own, path)
        .map(folder -> folder.resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// Runs a command to its end; errors and output together.
  static Said run(Path program, List<String> arguments) {
    return run(program, arguments, true);
  }

  /// Runs a command that has to succeed.
  ///
  /// @return its output, without what it warns of
  static String output(Path program, List<String> arguments) {
    Said said = run(program, arguments, false);
    if (said.exit() != 0) {
      throw new IllegalStateException(
          program + " " + arguments + ": " + run(program, arguments, true).text());
    }
    return said.text();
  }

  private static Said run(Path program, List<String> arguments, boolean withErrors) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(Checkout.root().toFile());
    if (withErrors) {
      builder.redirectErrorStream(true);
    } else {
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    }
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Said(process.waitFor(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while " + program + " was waited for", e);
    }
  }
}
