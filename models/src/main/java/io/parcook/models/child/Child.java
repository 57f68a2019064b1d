package io.parcook.models.child;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/// Runs the command line in a JVM of its own, with limits, at the lowest priority, and waits for
/// its end. Whatever happens to it (killed, stopped, out of memory, mad) comes back as a
/// [ChildEnd]; nothing is thrown, and the child is gone when [#run] returns.
public final class Child {

  /// Longest line that is read.
  public static final int MOST_LINE_BYTES = 64 * 1024;

  /// Exit of a JVM with `ExitOnOutOfMemoryError`.
  private static final int OUT_OF_MEMORY = 3;

  /// Exits above this are signals.
  private static final int SIGNAL = 128;

  private static final Duration GLANCE = Duration.ofMillis(200);

  /// How many silences the first line may take.
  private static final int FIRST_LINE = 10;

  /// How long a child's last lines are waited for. Its pipes end with it, unless a process that it
  /// started holds them.
  private static final Duration LAST_LINES = Duration.ofSeconds(5);

  private final ChildJvm jvm;
  private final ChildLimits limits;
  private final AtomicBoolean cancelled = new AtomicBoolean();

  public Child(ChildJvm jvm, ChildLimits limits) {
    this.jvm = jvm;
    this.limits = limits;
  }

  /// Asks the child to stop; [#run] then returns [ChildEnd.Cancelled] within a second.
  public void cancel() {
    cancelled.set(true);
  }

  /// Runs a command and waits for its end. Once only.
  ///
  /// @param words of the command line
  /// @param heard hears every line on another thread, and says whether it understands it
  public ChildEnd run(List<String> words, Predicate<String> heard) {
    Process process;
    try {
      process = jvm.start(limits, words);
    } catch (IOException e) {
      return new ChildEnd.NotStarted(String.valueOf(e.getMessage()));
    }
    try {
      var last = new LastWords();
      var ear = new Ear(process.getInputStream(), last, heard);
      // Not virtual: reading a pipe holds its carrier, and the store's two may be waited for.
      Thread listening = reader("child", ear);
      Thread errors = reader("child-errors", () -> last.take(process.getErrorStream()));
      Optional<ChildEnd> ended = await(process, ear);
      process.destroyForcibly();
      process.waitFor();
      listening.join(LAST_LINES);
      errors.join(LAST_LINES);
      return ended.orElseGet(() -> end(process.exitValue(), last));
    } catch (InterruptedException e) {
      process.destroyForcibly();
      process.onExit().completeOnTimeout(process, LAST_LINES.toSeconds(), TimeUnit.SECONDS).join();
      Thread.currentThread().interrupt();
      return new ChildEnd.Cancelled();
    }
  }

  private static Thread reader(String name, Runnable task) {
    return Thread.ofPlatform().daemon().name(name).start(task);
  }

  /// Waits until the child ends; what to say if it has to be ended from here.
  private Optional<ChildEnd> await(Process process, Ear ear) throws InterruptedException {
    long begun = System.nanoTime();
    while (!process.waitFor(GLANCE.toMillis(), TimeUnit.MILLISECONDS)) {
      if (cancelled.get()) {
        return Optional.of(new ChildEnd.Cancelled());
      }
      long now = System.nanoTime();
      if (now - begun > limits.time().toNanos()) {
        return Optional.of(new ChildEnd.OutOfTime());
      }
      if (ear.isSilent(now, limits.silence())) {
        return Optional.of(new ChildEnd.Silent());
      }
      if (limits.memoryMegabytes() > 0
          && ResidentMemory.megabytes(process.pid()) > limits.memoryMegabytes()) {
        return Optional.of(new ChildEnd.OutOfMemory(""));
      }
    }
    return Optional.empty();
  }

  private static ChildEnd end(int exit, LastWords last) {
    if (exit == OUT_OF_MEMORY || (exit != 0 && last.speakOfMemory())) {
      return new ChildEnd.OutOfMemory(last.quoted());
    }
    return exit > SIGNAL
        ? new ChildEnd.Killed(exit - SIGNAL, last.quoted())
        : new ChildEnd.Exited(exit, last.quoted());
  }

  /// Reads the child's lines.
  private static final class Ear implements Runnable {

    private final InputStream in;
    private final LastWords last;
    private final Predicate<String> heard;
    private final long begun = System.nanoTime();
    private volatile OptionalLong lastHeard = OptionalLong.empty();

    Ear(InputStream in, LastWords last, Predicate<String> heard) {
      this.in = new BufferedInputStream(in);
      this.last = last;
      this.heard = heard;
    }

    /// On a busy machine, behind everything else, a JVM may take long to say its first line: ten
    /// times as long as the others.
    boolean isSilent(long now, Duration most) {
      OptionalLong since = lastHeard;
      return since.isPresent()
          ? now - since.getAsLong() > most.toNanos()
          : now - begun > most.multipliedBy(FIRST_LINE).toNanos();
    }

    @Override
    public void run() {
      var line = new ByteArrayOutputStream();
      try {
        for (int next = in.read(); next >= 0; next = in.read()) {
          if (next == '\n') {
            line(line.toString(StandardCharsets.UTF_8));
            line.reset();
          } else if (line.size() < MOST_LINE_BYTES) {
            line.write(next);
          }
        }
      } catch (IOException e) {
        last.take(String.valueOf(e.getMessage()));
      }
    }

    private void line(String text) {
      if (heard.test(text)) {
        lastHeard = OptionalLong.of(System.nanoTime());
      } else {
        last.take(text);
      }
    }
  }
}
