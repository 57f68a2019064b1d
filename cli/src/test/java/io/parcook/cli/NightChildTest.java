package io.parcook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.models.child.ChildJvm;
import io.parcook.models.night.NightChild;
import io.parcook.models.night.NightFailure;
import io.parcook.models.night.NightLimits;
import io.parcook.models.night.NightOutcome;
import io.parcook.models.night.NightPart;
import io.parcook.models.night.NightProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A night in a real child, and all that may happen to it.
final class NightChildTest {

  private static final ChildJvm COMMAND =
      new ChildJvm(
          Path.of(System.getProperty("java.home"), "bin", "java"),
          List.of("-cp", System.getProperty("java.class.path"), "io.parcook.cli.Parcook"));

  private static final Duration LONG = Duration.ofMinutes(5);

  private final List<NightProgress> heard = Collections.synchronizedList(new ArrayList<>());

  @TempDir Path folder;

  @Test
  void aNightThatWasKilledIsToldSoAndTheNextOneGoesOnFromWhereItStood() {
    NightOutcome killed = run(limits(96, LONG), atStep(40, ProcessHandle::destroyForcibly));
    assertThat(killed)
        .isInstanceOfSatisfying(
            NightOutcome.Failed.class,
            failed -> {
              assertThat(failed.failure()).as(failed.reason()).isEqualTo(NightFailure.KILLED);
              assertThat(failed.reason()).contains("signal 9");
            });
    assertThat(folder.resolve("adapter.safetensors")).doesNotExist();

    heard.clear();
    NightOutcome whole = run(limits(96, LONG), _ -> {});
    assertThat(steps().getFirst()).isBetween(40, 60);
    assertThat(whole)
        .as(whole.toString())
        .isInstanceOfAny(NightOutcome.NotBetter.class, NightOutcome.Tuned.class);
    assertThat(heard).extracting(NightProgress::part).contains(NightPart.ROWS, NightPart.STEPS);
  }

  @Test
  void aChildThatHangsIsEndedAndNothingOfItIsLeft() {
    NightOutcome hung =
        run(limits(96, Duration.ofSeconds(10)), atStep(20, child -> signal("-STOP", child.pid())));
    assertThat(hung)
        .isInstanceOfSatisfying(
            NightOutcome.Failed.class,
            failed ->
                assertThat(failed.failure()).as(failed.reason()).isEqualTo(NightFailure.SILENT));
    assertThat(child()).isEmpty();
  }

  @Test
  void aHeapThatIsTooSmallIsNamedAsSuch() {
    assertThat(run(limits(6, LONG), _ -> {}))
        .isInstanceOfSatisfying(
            NightOutcome.Failed.class,
            failed ->
                assertThat(failed.failure())
                    .as(failed.reason())
                    .isEqualTo(NightFailure.OUT_OF_MEMORY));
  }

  @Test
  void aNightThatIsCancelledIsGone() {
    var night = new NightChild(COMMAND, limits(96, LONG));
    NightOutcome outcome =
        night.run(arguments(), folder.resolve("adapter.safetensors"), _ -> night.cancel());
    assertThat(outcome).isInstanceOf(NightOutcome.Cancelled.class);
    assertThat(child()).isEmpty();
  }

  @Test
  void whatTheChildCannotDoIsSaidInItsOwnWords() {
    NightOutcome outcome =
        new NightChild(COMMAND, limits(96, LONG))
            .run(
                List.of("--ledger", folder.resolve("none.db").toString()),
                folder.resolve("adapter.safetensors"),
                heard::add);
    assertThat(outcome)
        .isInstanceOfSatisfying(
            NightOutcome.Failed.class,
            failed -> {
              assertThat(failed.failure()).isEqualTo(NightFailure.REFUSED);
              assertThat(failed.reason()).contains("There is no ledger at");
            });
  }

  @Test
  void aJvmThatIsNotThereIsSaid() {
    var nowhere = new ChildJvm(folder.resolve("java"), List.of("-jar", "cli.jar"));
    NightOutcome outcome =
        new NightChild(nowhere, limits(96, LONG))
            .run(List.of(), folder.resolve("adapter.safetensors"), heard::add);
    assertThat(outcome).isInstanceOf(NightOutcome.Failed.class);
  }

  private NightOutcome run(NightLimits limits, Consumer<NightProgress> also) {
    return new NightChild(COMMAND, limits)
        .run(
            arguments(),
            folder.resolve("adapter.safetensors"),
            progress -> {
              heard.add(progress);
              also.accept(progress);
            });
  }

  private List<String> arguments() {
    return List.of(
        "--simulated",
        "1",
        "--simulated-from",
        "7",
        "--steps",
        "100",
        "--checkpoint",
        folder.resolve("checkpoint").toString());
  }

  private static NightLimits limits(int heap, Duration silence) {
    return new NightLimits(heap, LONG, silence);
  }

  private static Consumer<NightProgress> atStep(int step, Consumer<ProcessHandle> deed) {
    return progress -> {
      if (progress.step() == step) {
        child().forEach(deed);
      }
    };
  }

  private static List<ProcessHandle> child() {
    return ProcessHandle.current().children().toList();
  }

  private List<Integer> steps() {
    return heard.stream().map(NightProgress::step).filter(step -> step > 0).toList();
  }

  private static void signal(String signal, long pid) {
    try {
      int exit = new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor();
      assertThat(exit).isZero();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
