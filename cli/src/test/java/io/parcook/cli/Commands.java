package io.parcook.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/// Runs a command as one types it.
final class Commands {

  /// @param said what it printed on standard error
  record Ran(int exit, String said) {}

  private Commands() {}

  static Ran run(Object... words) {
    String[] args = new String[words.length];
    for (int i = 0; i < words.length; i++) {
      args[i] = String.valueOf(words[i]);
    }
    var said = new StringWriter();
    CommandLine command = Parcook.commandLine();
    command.setErr(new PrintWriter(said));
    return new Ran(command.execute(args), said.toString());
  }
}
