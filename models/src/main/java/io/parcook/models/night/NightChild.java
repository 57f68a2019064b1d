package io.parcook.models.night;

import io.parcook.models.child.Child;
import io.parcook.models.child.ChildEnd;
import io.parcook.models.child.ChildJvm;
import io.parcook.models.child.ChildLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs a night in a JVM of its own, with a memory limit, at the lowest priority, and waits for
/// what comes of it. Whatever happens to the child comes back as a [NightOutcome]; nothing is
/// thrown, and the child is gone when [#run] returns.
///
/// ```java
/// var child = new NightChild(ChildJvm.ofJar(Path.of("cli.jar")), NightLimits.DEFAULT);
/// NightOutcome outcome = child.run(arguments, adapter, progress -> …);  // blocks
/// child.cancel();                                                      // from another thread
/// ```
public final class NightChild {

  private final Child child;
  private final NightLimits limits;
  private volatile @Nullable NightLine result;

  public NightChild(ChildJvm jvm, NightLimits limits) {
    this.child =
        new Child(jvm, new ChildLimits(limits.heapMegabytes(), 0, limits.time(), limits.silence()));
    this.limits = limits;
  }

  /// Asks the night to stop; [#run] then returns [NightOutcome.Cancelled] within a second.
  public void cancel() {
    child.cancel();
  }

  /// Runs a night and waits for it. Once only.
  ///
  /// @param arguments of `parcook tune`, without `--out`
  /// @param adapter where the child writes what it found; an older file there is removed first
  /// @param heard hears every line of progress, on another thread
  public NightOutcome run(List<String> arguments, Path adapter, Consumer<NightProgress> heard) {
    try {
      Files.deleteIfExists(adapter);
    } catch (IOException e) {
      return notStarted(String.valueOf(e.getMessage()));
    }
    Duration time = limits.time().multipliedBy(8).dividedBy(10);
    List<String> words =
        new ArrayList<>(List.of("tune", "--lines", "--attended", "--time", time.toString()));
    words.addAll(arguments);
    words.addAll(List.of("--out", adapter.toString()));
    ChildEnd end = child.run(words, text -> hears(text, heard));
    return outcome(end, adapter);
  }

  private boolean hears(String text, Consumer<NightProgress> heard) {
    Optional<NightLine> line = NightLine.read(text);
    line.ifPresent(
        read -> {
          switch (read) {
            case NightLine.Progress(NightProgress progress) -> heard.accept(progress);
            case NightLine.Better better -> result = better;
            case NightLine.Kept kept -> result = kept;
            case NightLine.Wrong wrong -> result = wrong;
          }
        });
    return line.isPresent();
  }

  private NightOutcome outcome(ChildEnd end, Path adapter) {
    return switch (end) {
      case ChildEnd.Exited(int code, String said) -> ended(code, said, adapter);
      case ChildEnd.OutOfMemory(String said) ->
          failed(
              NightFailure.OUT_OF_MEMORY,
              "The night needs more than %d MB of heap.%s".formatted(limits.heapMegabytes(), said));
      case ChildEnd.Killed(int signal, String said) ->
          failed(
              NightFailure.KILLED,
              "The night's child was killed by signal %d.%s".formatted(signal, said));
      case ChildEnd.Silent() ->
          failed(
              NightFailure.SILENT,
              "The night said nothing for " + limits.silence() + " and was ended.");
      case ChildEnd.OutOfTime() ->
          failed(
              NightFailure.OUT_OF_TIME,
              "The night took longer than " + limits.time() + " and was ended.");
      case ChildEnd.Cancelled() -> new NightOutcome.Cancelled();
      case ChildEnd.NotStarted(String why) -> notStarted(why);
    };
  }

  private NightOutcome ended(int code, String said, Path adapter) {
    NightLine told = result;
    if (code == 0 && told instanceof NightLine.Better(NightFigures figures, GateReport gate)) {
      return Files.isRegularFile(adapter)
          ? new NightOutcome.Tuned(adapter, figures, gate)
          : failed(
              NightFailure.BROKEN, "The night found an adapter and left none at " + adapter + ".");
    }
    if (code == 0 && told instanceof NightLine.Kept kept) {
      return new NightOutcome.NotBetter(kept.reason(), kept.figures(), kept.gate());
    }
    return told instanceof NightLine.Wrong(String reason)
        ? failed(NightFailure.REFUSED, reason)
        : failed(
            NightFailure.BROKEN,
            "The night's child ended with %d and said nothing of what came of it.%s"
                .formatted(code, said));
  }

  private static NightOutcome notStarted(String why) {
    return failed(NightFailure.NOT_STARTED, "The night's child could not be started: " + why);
  }

  private static NightOutcome failed(NightFailure failure, String reason) {
    return new NightOutcome.Failed(failure, reason);
  }
}
