package io.parcook.cli;

import io.parcook.models.night.GateReport;
import io.parcook.models.night.NightFigures;
import io.parcook.models.night.NightLine;
import io.parcook.models.night.NightPart;
import io.parcook.models.night.NightProgress;
import io.parcook.tuning.tune.NightWatch;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// Watches over a night: keeps its time, and says how it goes, to a person or in lines of JSON.
final class NightVoice implements NightWatch {

  /// What is tried is made again for each week that judges.
  private static final int PARTS = 4;

  private final PrintWriter out;
  private final boolean lines;
  private final long deadline;

  /// @param time for all steps of the night; those that are tried have a quarter of it
  NightVoice(PrintWriter out, boolean lines, Duration time) {
    this.out = out;
    this.lines = lines;
    deadline = System.nanoTime() + time.toNanos() / PARTS;
  }

  @Override
  public boolean outOfTime() {
    return System.nanoTime() - deadline > 0;
  }

  @Override
  public void reached(NightPart part) {
    say(new NightLine.Progress(NightProgress.of(part)), part.toString().toLowerCase(Locale.ROOT));
  }

  @Override
  public void stepped(int step, int of, double loss, double newest) {
    say(
        new NightLine.Progress(new NightProgress(NightPart.STEPS, step, of, loss, newest)),
        String.format(
            Locale.ROOT, "  step %d of %d: loss %.4f, newest days %.4f", step, of, loss, newest));
  }

  /// Says what came of it.
  void ended(NightLine line) {
    switch (line) {
      case NightLine.Better(NightFigures figures, GateReport gate) ->
          say(line, gate.sentence() + "\n" + figures);
      case NightLine.Kept(String reason, Optional<NightFigures> figures, Optional<GateReport> _) ->
          say(line, reason + figures.map(value -> "\n" + value).orElse(""));
      case NightLine.Wrong _, NightLine.Progress _ -> say(line, "");
    }
  }

  private void say(NightLine line, String words) {
    String text = lines ? line.json() : words;
    if (!text.isEmpty()) {
      out.println(text);
      out.flush();
    }
  }
}
