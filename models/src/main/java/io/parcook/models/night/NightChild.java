package io.parcook.models.night;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs a night in a JVM of its own, with a memory limit, at the lowest priority, and waits for
/// what comes of it. Whatever happens to the child (killed, stopped, out of memory, mad) comes back
/// as a [NightOutcome]; nothing is thrown, and the child is gone when [#run] returns.
///
/// ```java
/// var child = new NightChild(NightCommand.ofThisJava(Path.of("cli.jar")), NightLimits.DEFAULT);
/// NightOutcome outcome = child.run(arguments, adapter, progress -> …);  // blocks
/// child.cancel();                                                      // from another thread
/// ```
public final class NightChild {

  /// Exit of a JVM with `ExitOnOutOfMemoryError`.
  private static final int OUT_OF_MEMORY = 3;

  /// Exits above this are signals.
  private static final int SIGNAL = 128;

  private static final Duration GLANCE = Duration.ofMillis(200);

  /// How long a child's last lines are waited for. Its pipes end with it, unless a process that it
  /// started holds them.
  private static final Duration LAST_LINES = Duration.ofSeconds(5);

  private final NightCommand command;
  private final NightLimits limits;
  private final AtomicBoolean cancelled = new AtomicBoolean();

  public NightChild(NightCommand command, NightLimits limits) {
    this.command = command;
    this.limits = limits;
  }

  /// Asks the night to stop; [#run] then returns [NightOutcome.Cancelled] within a second.
  public void cancel() {
    cancelled.set(true);
  }

  /// Runs a night and waits for it. Once only.
  ///
  /// @param arguments of `parcook tune`, without `--out`
  /// @param adapter where the child writes what it found; an older file there is removed first
  /// @param heard hears every line of progress, on another thread
  public NightOutcome run(List<String> arguments, Path adapter, Consumer<NightProgress> heard) {
    Process process;
    try {
      Files.deleteIfExists(adapter);
      List<String> whole = new ArrayList<>(arguments);
      whole.addAll(List.of("--out", adapter.toString()));
      process = command.start(limits, whole);
    } catch (IOException e) {
      return new NightOutcome.Failed(
          NightFailure.NOT_STARTED, "The night's child could not be started: " + e.getMessage());
    }
    try {
      var words = new LastWords();
      var ear = new Ear(process.getInputStream(), words, heard);
      // Not virtual: reading a pipe holds its carrier, and the store's two may be waited for.
      Thread listening = reader("night", ear);
      Thread errors = reader("night-errors", () -> words.take(process.getErrorStream()));
      Optional<NightOutcome> ended = await(process, ear);
      process.destroyForcibly();
      process.waitFor();
      listening.join(LAST_LINES);
      errors.join(LAST_LINES);
      return ended.orElseGet(() -> outcome(process.exitValue(), ear.result(), words, adapter));
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return new NightOutcome.Cancelled();
    }
  }

  private static Thread reader(String name, Runnable task) {
    return Thread.ofPlatform().daemon().name(name).start(task);
  }

  /// Waits until the child ends; what to record if it has to be ended from here.
  private Optional<NightOutcome> await(Process process, Ear ear) throws InterruptedException {
    long begun = System.nanoTime();
    while (!process.waitFor(GLANCE.toMillis(), TimeUnit.MILLISECONDS)) {
      if (cancelled.get()) {
        return Optional.of(new NightOutcome.Cancelled());
      }
      long now = System.nanoTime();
      if (now - begun > limits.time().toNanos()) {
        return Optional.of(
            new NightOutcome.Failed(
                NightFailure.OUT_OF_TIME,
                "The night took longer than " + limits.time() + " and was ended."));
      }
      if (now - Math.max(begun, ear.lastHeard()) > limits.silence().toNanos()) {
        return Optional.of(
            new NightOutcome.Failed(
                NightFailure.SILENT,
                "The night said nothing for " + limits.silence() + " and was ended."));
      }
    }
    return Optional.empty();
  }

  private NightOutcome outcome(
      int exit, @Nullable NightLine result, LastWords words, Path adapter) {
    if (exit == 0 && result instanceof NightLine.Better(NightFigures figures, GateReport gate)) {
      return Files.isRegularFile(adapter)
          ? new NightOutcome.Tuned(adapter, figures, gate)
          : new NightOutcome.Failed(
              NightFailure.BROKEN, "The night found an adapter and left none at " + adapter + ".");
    }
    if (exit == 0
        && result
            instanceof
            NightLine.Kept(
                String reason,
                Optional<NightFigures> figures,
                Optional<GateReport> gate)) {
      return new NightOutcome.NotBetter(reason, figures, gate);
    }
    if (result instanceof NightLine.Wrong(String reason)) {
      return new NightOutcome.Failed(NightFailure.REFUSED, reason);
    }
    if (exit == OUT_OF_MEMORY || words.speakOfMemory()) {
      return new NightOutcome.Failed(
          NightFailure.OUT_OF_MEMORY,
          "The night needs more than %d MB of heap.%s"
              .formatted(limits.heapMegabytes(), words.quoted()));
    }
    if (exit > SIGNAL) {
      return new NightOutcome.Failed(
          NightFailure.KILLED,
          "The night's child was killed by signal %d.%s".formatted(exit - SIGNAL, words.quoted()));
    }
    return new NightOutcome.Failed(
        NightFailure.BROKEN,
        "The night's child ended with %d and said nothing of what came of it.%s"
            .formatted(exit, words.quoted()));
  }

  /// Reads the child's lines.
  private static final class Ear implements Runnable {

    private final InputStream in;
    private final LastWords words;
    private final Consumer<NightProgress> heard;
    private volatile long lastHeard = System.nanoTime();
    private volatile @Nullable NightLine result;

    Ear(InputStream in, LastWords words, Consumer<NightProgress> heard) {
      this.in = new BufferedInputStream(in);
      this.words = words;
      this.heard = heard;
    }

    long lastHeard() {
      return lastHeard;
    }

    @Nullable NightLine result() {
      return result;
    }

    @Override
    public void run() {
      var line = new ByteArrayOutputStream();
      try {
        for (int next = in.read(); next >= 0; next = in.read()) {
          if (next == '\n') {
            line(line.toString(StandardCharsets.UTF_8));
            line.reset();
          } else if (line.size() < NightLine.MOST_BYTES) {
            line.write(next);
          }
        }
      } catch (IOException e) {
        words.take(String.valueOf(e.getMessage()));
      }
    }

    private void line(String text) {
      Optional<NightLine> read = NightLine.read(text);
      if (read.isEmpty()) {
        words.take(text);
        return;
      }
      lastHeard = System.nanoTime();
      switch (read.get()) {
        case NightLine.Progress(NightProgress progress) -> heard.accept(progress);
        case NightLine.Better better -> result = better;
        case NightLine.Kept kept -> result = kept;
        case NightLine.Wrong wrong -> result = wrong;
      }
    }
  }
}
