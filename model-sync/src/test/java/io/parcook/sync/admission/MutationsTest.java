package io.parcook.sync.admission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.models.forecast.ModelSession;
import io.parcook.models.forecast.SessionSettings;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.models.onnx.Seal;
import io.parcook.models.onnx.UnacceptableGraphException;
import io.parcook.sync.disk.Digest;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Mutants of a good model: behind its digest, before it, and sealed anew by whoever made them.
/// `-Dparcook.mutations=10000` for more of them.
class MutationsTest {

  private static final int MUTATIONS = Integer.getInteger("parcook.mutations", 1_000);
  private static final SecondEngine NO_OTHER = (_, _, _) -> new SecondEngine.Opinion.ServeOnly("");

  private static final byte[] GOOD = GoodModel.file();
  private static final Examination EXAMINATION = new Examination(Caps.DEFAULT, NO_OTHER, _ -> {});

  /// Nothing behind the digest or the seal is reached, so that this needs no child.
  @Test
  void noMutantIsAdmittedWithOrWithoutItsDigestSaidBefore() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    Map<String, Integer> refusals = new TreeMap<>();
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] mutant = Mutation.of(GOOD, random);
      if (Arrays.equals(mutant, GOOD)) {
        continue;
      }
      String where = "seed " + seed + ", mutant " + i;
      assertThat(refusal(mutant, Optional.of(Digest.of(GOOD))))
          .as(where)
          .isInstanceOf(Refusal.OtherDigest.class);
      Refusal refusal = refusal(mutant, Optional.empty());
      refusals.merge(refusal.kind(), 1, Integer::sum);
    }
    System.out.println(MUTATIONS + " mutants, seed " + seed + ": " + refusals);
    assertThat(refusals).containsKeys("broken-seal", "not-onnx");
  }

  /// Sealed anew they are models of their own, and nothing can tell what they should have answered.
  /// But none may hurt: each is refused, or answers with numbers; and what takes down the process
  /// takes down the child.
  @Test
  void aMutantThatIsSealedAnewIsRefusedOrAnswersWithNumbers() throws Exception {
    long seed = new Random().nextLong();
    int done = 0;
    int crashes = 0;
    Map<String, Integer> ends = new TreeMap<>();
    while (done < MUTATIONS) {
      Process child = child(seed, done, MUTATIONS);
      try (BufferedReader lines = child.inputReader(UTF_8)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith("mutant ")) {
            ends.merge(line.substring(line.indexOf(':') + 2), 1, Integer::sum);
            done++;
          }
        }
      }
      if (child.waitFor() != 0) {
        crashes++;
        done++; // the one that was in work
        assertThat(crashes).as("seed %d, crashes", seed).isLessThan(1 + MUTATIONS / 100);
      }
    }
    System.out.println(
        done + " sealed mutants, seed " + seed + ": " + ends + ", crashes " + crashes);
    assertThat(ends).as("seed %d", seed).doesNotContainKey("not a number");
  }

  private static Process child(long seed, int from, int until) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=/dev/null",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Mutants.class.getName(),
            Long.toString(seed),
            Integer.toString(from),
            Integer.toString(until))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static Refusal refusal(byte[] file, Optional<Digest> announced) {
    Findings found = EXAMINATION.examine(file, announced, Optional.empty());
    assertThat(found).isInstanceOf(Findings.Failed.class);
    return ((Findings.Failed) found).refusal();
  }

  /// The child: examines mutants from one number until another, and says what came of each.
  static final class Mutants {

    private static final int ROWS = 512;

    private Mutants() {}

    public static void main(String[] args) {
      float[] truth = answers(OnnxGraph.parse(GOOD, OnnxGraph.MOST_BYTES));
      for (int i = Integer.parseInt(args[1]); i < Integer.parseInt(args[2]); i++) {
        var random = new Random(Long.parseLong(args[0]) + i);
        System.out.println("mutant " + i + ": " + end(Mutation.of(GOOD, random), truth));
      }
    }

    private static String end(byte[] mutant, float[] truth) {
      OnnxGraph graph;
      try {
        graph = Seal.on(OnnxGraph.parse(mutant, OnnxGraph.MOST_BYTES));
      } catch (UnacceptableGraphException _) {
        return "refused";
      }
      return switch (EXAMINATION.examine(graph.bytes(), Optional.empty(), Optional.empty())) {
        case Findings.Failed _ -> "refused";
        case Findings.Passed _ -> compared(answers(graph), truth);
      };
    }

    private static String compared(float[] answers, float[] truth) {
      for (float answer : answers) {
        if (!Float.isFinite(answer)) {
          return "not a number";
        }
      }
      if (Arrays.equals(answers, truth)) {
        return "the same answers";
      }
      // What a card with golden answers to some rows would say of it, and what of the others.
      int golden = 16 * GoodModel.LEVELS;
      boolean known =
          Trials.difference(Arrays.copyOf(truth, golden), Arrays.copyOf(answers, golden)) > 1e-5;
      return known ? "other answers" : "other answers, golden rows the same";
    }

    private static float[] answers(OnnxGraph graph) {
      try (ModelSession session = ModelSession.open(graph, SessionSettings.DEFAULT)) {
        var random = new Random(1);
        for (int i = 0; i < ROWS * GoodModel.FEATURES; i++) {
          session.input().put(i, (float) random.nextGaussian());
        }
        FloatBuffer out = session.run(ROWS);
        var answers = new float[out.remaining()];
        out.get(answers);
        return answers;
      }
    }
  }
}
