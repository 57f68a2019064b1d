package io.parcook.sync.admission;

import io.parcook.models.child.Child;
import io.parcook.models.child.ChildEnd;
import io.parcook.models.child.ChildJvm;
import io.parcook.models.child.ChildLimits;
import io.parcook.sync.disk.Digest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Has a child process examine models, with a limit on its memory and its time, at the lowest
/// priority. What a model does to the child is held against the model; what befalls the child
/// otherwise is not.
///
/// ```java
/// Admission admission =
///     new ChildAdmission(
///         ChildJvm.ofJar(cli),
///         ChildAdmission.LIMITS,
///         List.of("--ledger", "data/ledger.db", "--zone", "Europe/Berlin"));
/// ```
public final class ChildAdmission implements Admission {

  /// PyTorch takes some 250 MB of it; a model that needs more than the rest is none for a store.
  public static final ChildLimits LIMITS =
      new ChildLimits(192, 1024, Duration.ofMinutes(5), Duration.ofMinutes(4));

  /// What a process is sent for what it did itself: an illegal instruction, an abort, a bus error,
  /// a division, memory that is not its own.
  private static final Set<Integer> ITS_OWN_FAULT = Set.of(4, 6, 7, 8, 11);

  private final ChildJvm jvm;
  private final ChildLimits limits;
  private final List<String> store;

  /// @param store arguments of `parcook admit` that say which store's last days to ask
  public ChildAdmission(ChildJvm jvm, ChildLimits limits, List<String> store) {
    this.jvm = jvm;
    this.limits = limits;
    this.store = List.copyOf(store);
  }

  @Override
  public Verdict judge(Path model, Digest digest) throws InterruptedException {
    List<String> words =
        new ArrayList<>(List.of("admit", "--lines", "--attended", "--digest", digest.toString()));
    words.addAll(store);
    words.add(model.toAbsolutePath().toString());
    var heard = new Heard();
    ChildEnd end = new Child(jvm, limits).run(words, heard::line);
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while a model was examined");
    }
    return verdict(end, heard);
  }

  private Verdict verdict(ChildEnd end, Heard heard) {
    return switch (end) {
      case ChildEnd.Exited(int code, String said) -> ended(code, said, heard.result);
      case ChildEnd.OutOfMemory(String said) ->
          harmful("needs more than the %d MB that it may have".formatted(memory()), said);
      case ChildEnd.Killed(int signal, String said) ->
          ITS_OWN_FAULT.contains(signal) && heard.running()
              ? harmful("crashed the process that ran it, with signal " + signal, said)
              : new Verdict.Undecided(
                  "The child that examined the model was killed by signal %d.%s"
                      .formatted(signal, said));
      case ChildEnd.Silent() -> outOfTime(limits.silence(), heard);
      case ChildEnd.OutOfTime() -> outOfTime(limits.time(), heard);
      case ChildEnd.Cancelled() -> new Verdict.Undecided("The examination was cancelled.");
      case ChildEnd.NotStarted(String why) ->
          new Verdict.Undecided("The child that examines models could not be started: " + why);
    };
  }

  private static Verdict ended(int code, String said, @Nullable AdmissionLine result) {
    return switch (result) {
      case AdmissionLine.Passed(List<String> remarks, Map<String, Double> figures) ->
          new Verdict.Admitted(remarks, figures);
      case AdmissionLine.Failed(String _, String reason, Map<String, Double> figures) ->
          new Verdict.Refused(reason, figures);
      case AdmissionLine.Wrong(String reason) -> new Verdict.Undecided(reason);
      case AdmissionLine.Reached _ -> throw new AssertionError("no result");
      case null ->
          new Verdict.Undecided(
              "The child that examines models ended with %d and said nothing of what it found.%s"
                  .formatted(code, said));
    };
  }

  private static Verdict outOfTime(Duration time, Heard heard) {
    return heard.running()
        ? harmful("did not come to an end within " + time, "")
        : new Verdict.Undecided("The model could not be examined within " + time + ".");
  }

  private int memory() {
    return limits.memoryMegabytes() == 0 ? limits.heapMegabytes() : limits.memoryMegabytes();
  }

  private static Verdict harmful(String how, String said) {
    return new Verdict.Refused(new Refusal.Harmful(how).message() + said, Map.of());
  }

  /// What the child has said until now.
  private static final class Heard {

    private volatile @Nullable AdmissionLine result;
    private volatile Stage stage = Stage.FILE;

    boolean line(String text) {
      return AdmissionLine.read(text).map(this::take).isPresent();
    }

    private AdmissionLine take(AdmissionLine line) {
      if (line instanceof AdmissionLine.Reached(Stage next)) {
        stage = next;
      } else {
        result = line;
      }
      return line;
    }

    /// Whether the model itself had begun to run.
    boolean running() {
      return stage != Stage.FILE;
    }
  }
}
