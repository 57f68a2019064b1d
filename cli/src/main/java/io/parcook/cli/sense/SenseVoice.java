package io.parcook.cli.sense;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What a broker says to whoever runs it.
@Command // picocli takes no mixin without one
final class SenseVoice {

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  /// Says how it goes, on standard error.
  void say(String line) {
    spec().commandLine().getErr().println(line);
  }

  /// What is wrong with the command line.
  ParameterException wrong(String reason) {
    return new ParameterException(spec().commandLine(), reason);
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(spec, "picocli injects it");
  }
}
