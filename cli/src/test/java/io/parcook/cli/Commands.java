package io.parcook.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/// Runs a command as one types it.
final class Commands {

  /// @param said what it printed on standard error
  /// @param printed what it printed on standard output
  record Ran(int exit, String said, String printed) {}

  private Commands() {}

  static Ran run(Object... words) {
    String[] args = new String[words.length];
    for (int i = 0; i < words.length; i++) {
      args[i] = String.valueOf(words[i]);
    }
    var said = new StringWriter();
    var printed = new StringWriter();
    CommandLine command = Parcook.commandLine();
    command.setErr(new PrintWriter(said));
    command.setOut(new PrintWriter(printed));
    return new Ran(command.execute(args), said.toString(), printed.toString());
  }
}
