package io.parcook.sync.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.models.child.ChildJvm;
import io.parcook.models.child.ChildLimits;
import io.parcook.sync.admission.Admission.Verdict;
import io.parcook.sync.disk.Digest;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What becomes of a child that looks at a model, and whose fault it is.
class ChildAdmissionTest {

  private static final Digest ANY = Digest.of(new byte[0]);
  private static final ChildLimits LIMITS =
      new ChildLimits(32, 400, Duration.ofMinutes(3), Duration.ofSeconds(3));

  /// What a child does once it has said how far it came.
  enum Deed {
    CRASH,
    HANG,
    GROW,
    BE_KILLED,
    SAY_NOTHING
  }

  @ParameterizedTest
  @EnumSource(names = {"CRASH", "HANG", "GROW"})
  void whatAModelDoesToItsChildIsHeldAgainstIt(Deed deed) throws InterruptedException {
    assertThat(judge(deed, Stage.RUN))
        .isInstanceOfSatisfying(
            Verdict.Refused.class,
            refused -> assertThat(refused.reason()).contains("It is not run again"));
  }

  @ParameterizedTest
  @EnumSource(names = {"CRASH", "HANG", "BE_KILLED", "SAY_NOTHING"})
  void whatBefallsTheChildBeforeThatIsNot(Deed deed) throws InterruptedException {
    assertThat(judge(deed, Stage.FILE)).isInstanceOf(Verdict.Undecided.class);
  }

  @Test
  void aKillIsNotTheModelsFaultEvenWhileItRuns() throws InterruptedException {
    assertThat(judge(Deed.BE_KILLED, Stage.RUN))
        .isInstanceOfSatisfying(
            Verdict.Undecided.class,
            undecided -> assertThat(undecided.reason()).contains("signal 9"));
  }

  @Test
  void anInterruptEndsTheChildAndTheWaiting() {
    Thread.currentThread().interrupt();
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> judge(Deed.HANG, Stage.RUN))
        .isInstanceOf(InterruptedException.class);
    assertThat(ProcessHandle.current().children()).isEmpty();
  }

  @Test
  void aJvmThatIsNotThereIsSaid() throws InterruptedException {
    var nowhere = new ChildJvm(Path.of("nowhere", "java"), List.of());
    assertThat(new ChildAdmission(nowhere, LIMITS, List.of()).judge(Path.of("m.onnx"), ANY))
        .isInstanceOf(Verdict.Undecided.class);
  }

  @Test
  void aLineIsReadAsItWasWritten() {
    List<AdmissionLine> lines =
        List.of(
            new AdmissionLine.Reached(Stage.DAYS),
            new AdmissionLine.Passed(List.of("It cannot be tuned."), Map.of("run.ms", 1.5)),
            AdmissionLine.of(new Findings.Failed(new Refusal.NotSealed(), Map.of("a", 2.0))),
            new AdmissionLine.Wrong("no ledger"));
    assertThat(lines).allSatisfy(l -> assertThat(AdmissionLine.read(l.json())).contains(l));
    assertThat(AdmissionLine.read("WARNING: a library speaks")).isEmpty();
    assertThat(AdmissionLine.read("{\"reached\":\"NOWHERE\"}")).isEmpty();
  }

  private static Verdict judge(Deed deed, Stage stage) throws InterruptedException {
    var jvm =
        new ChildJvm(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            List.of(
                "-Ddeed=" + deed,
                "-Dstage=" + stage,
                "-XX:MaxDirectMemorySize=4g",
                "-cp",
                System.getProperty("java.class.path"),
                Misbehaving.class.getName()));
    return new ChildAdmission(jvm, LIMITS, List.of()).judge(Path.of("model.onnx"), ANY);
  }

  /// The child.
  static final class Misbehaving {

    private static final List<ByteBuffer> HELD = new ArrayList<>();

    private Misbehaving() {}

    public static void main(String[] args) throws Exception {
      System.out.println(
          new AdmissionLine.Reached(Stage.valueOf(System.getProperty("stage"))).json());
      System.out.flush();
      switch (Deed.valueOf(System.getProperty("deed"))) {
        case CRASH -> Runtime.getRuntime().halt(128 + 11);
        case HANG -> Thread.sleep(Duration.ofMinutes(5));
        case GROW -> grow();
        case BE_KILLED ->
            new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid()))
                .start()
                .waitFor();
        case SAY_NOTHING -> System.out.println("goodbye");
      }
    }

    /// Native memory, which a heap's bound does not hold.
    private static void grow() {
      while (HELD.size() < 4_000) {
        ByteBuffer some = ByteBuffer.allocateDirect(1 << 20);
        for (int at = 0; at < some.capacity(); at += 4_096) {
          some.put(at, (byte) 1);
        }
        HELD.add(some);
      }
    }
  }
}
