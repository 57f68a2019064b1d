package io.parcook.cli;

import java.io.Console;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// Shows on standard error how far a command got: a bar where someone looks on, a line every ten
/// seconds where the output goes to a log, nothing if quiet.
final class Meter implements AutoCloseable {

  private final @Nullable ProgressBar bar;
  private final long began = System.nanoTime();
  private long told;

  @SuppressWarnings("SystemConsoleNull") // its contract still allows null
  Meter(String task, long total, boolean quiet) {
    Console console = System.console();
    boolean watched = console != null && console.isTerminal();
    this.bar =
        quiet
            ? null
            : new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(watched ? 250 : 10_000)
                .build();
  }

  /// @param step how far of the total
  /// @param acknowledged events so far
  void at(long step, long acknowledged) {
    long now = System.nanoTime();
    if (bar != null && now - told > 100_000_000L) {
      told = now;
      double rate = acknowledged / Math.max(1e-3, (now - began) / 1e9);
      bar.stepTo(step);
      bar.setExtraMessage(
          String.format(Locale.ROOT, " %,d acknowledged, %,.0f/s", acknowledged, rate));
    }
  }

  /// All is done.
  void end(long step) {
    if (bar != null) {
      bar.stepTo(step);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
