package io.parcook.cli;

import java.io.Console;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// Bars on standard error for work of a known or unknown size.
final class Progress {

  private Progress() {}

  /// @param most -1 if nobody knows
  @SuppressWarnings("SystemConsoleNull") // its contract still allows null
  static ProgressBar bar(String task, long most, String unit) {
    Console console = System.console();
    boolean watched = console != null && console.isTerminal();
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(most)
        .setUnit(" " + unit, 1)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(watched ? 250 : 10_000)
        .build();
  }
}
