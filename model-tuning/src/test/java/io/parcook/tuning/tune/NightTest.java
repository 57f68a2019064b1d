package io.parcook.tuning.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parcook.models.adapter.Adapter;
import io.parcook.models.evaluate.Verdict;
import io.parcook.models.night.NightPart;
import io.parcook.models.onnx.OnnxGraph;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NightTest {

  private final OnnxGraph deaf = Nights.deaf();

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void aModelThatIsDeafToTheStoresHoursLearnsToHearThem(TuningPolicy policy) {
    TuningPlan plan = new TuningPlan(policy, 4, 60, 256, 0.002, 1, 1, 0.25, 1, 20, 5, 6_000, 1);
    NightResult.Judged night = Nights.judged(Nights.run(deaf, Nights.store(5, 80), plan));
    assertThat(night.gate().againstLive().verdict())
        .as(night.gate().sentence())
        .isEqualTo(Verdict.BETTER);
    assertThat(night.gate().candidate()).isLessThan(night.gate().live());
    assertThat(night.figures().after()).isLessThan(night.figures().before());
    assertThat(night.figures().parity()).isLessThan(Parity.ALLOWED);
    assertThat(night.adapter().applyTo(deaf).digest()).isNotEqualTo(deaf.digest());
  }

  @Test
  void aNightNeverMovesAnInitializerFurtherThanItsReach() {
    TuningPlan plan =
        new TuningPlan(TuningPolicy.LOW_RANK, 4, 40, 256, 0.05, 1, 1, 0.03, 1, 20, 9, 3_000, 1);
    NightResult.Judged night = Nights.judged(Nights.run(deaf, Nights.store(5, 80), plan));
    assertThat(night.figures().moved()).isCloseTo(0.03, within(1e-3));
    OnnxGraph tuned = night.adapter().applyTo(deaf);
    night
        .adapter()
        .overrides()
        .keySet()
        .forEach(
            name -> {
              float[] before = deaf.floats(name);
              float[] after = tuned.floats(name);
              for (int i = 0; i < before.length; i++) {
                after[i] -= before[i];
              }
              assertThat(TunedWeight.length(after))
                  .as(name)
                  .isLessThanOrEqualTo(0.0301 * TunedWeight.measure(before));
            });
  }

  @Test
  void theSameSeedGivesTheSameAdapterToTheByteAndAnotherSeedAnother() {
    byte[] one = Nights.adapter(Nights.run(deaf, Nights.store(5, 80), Nights.SHORT)).bytes();
    byte[] two = Nights.adapter(Nights.run(deaf, Nights.store(5, 80), Nights.SHORT)).bytes();
    byte[] other =
        Nights.adapter(Nights.run(deaf, Nights.store(5, 80), Nights.SHORT.seeded(2))).bytes();
    assertThat(two).isEqualTo(one);
    assertThat(other).isNotEqualTo(one);
    assertThat(one.length).isLessThan(20_000);
  }

  @Test
  void aNightThatWasKilledGoesOnToTheSameAdapter() {
    byte[] whole = Nights.adapter(Nights.run(deaf, Nights.store(5, 80), Nights.SHORT)).bytes();
    Path file = folder.resolve("night");
    List<Integer> first = new ArrayList<>();
    NightResult killed =
        Nights.run(
            deaf, Nights.store(5, 80), Nights.SHORT, new Until(2, first), Checkpoints.in(file));
    assertThat(killed).isInstanceOf(NightResult.Cancelled.class);
    assertThat(folder.resolve("night.0")).exists();

    List<Integer> second = new ArrayList<>();
    NightResult gone =
        Nights.run(
            deaf, Nights.store(5, 80), Nights.SHORT, new Until(99, second), Checkpoints.in(file));
    assertThat(first).containsExactly(20, 40);
    assertThat(second.subList(0, 2)).containsExactly(60, 20);
    assertThat(Nights.adapter(gone).bytes()).isEqualTo(whole);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aNightThatWasKilledInALaterPartDoesNotMakeTheEarlierOnesAgain() {
    byte[] whole = Nights.adapter(Nights.run(deaf, Nights.store(5, 80), Nights.SHORT)).bytes();
    Path file = folder.resolve("night");
    List<Integer> first = new ArrayList<>();
    Nights.run(deaf, Nights.store(5, 80), Nights.SHORT, new Until(5, first), Checkpoints.in(file));
    List<Integer> second = new ArrayList<>();
    NightResult gone =
        Nights.run(
            deaf, Nights.store(5, 80), Nights.SHORT, new Until(99, second), Checkpoints.in(file));
    assertThat(first).hasSize(5).startsWith(20, 40, 60, 20);
    assertThat(second).first().isEqualTo(first.getLast() + 20);
    assertThat(Nights.adapter(gone).bytes()).isEqualTo(whole);
  }

  @Test
  void lessOfTheChangeIsKeptWhenThePlanSaysSo() {
    NightResult.Judged all = Nights.judged(Nights.run(deaf, Nights.store(5, 80), Nights.SHORT));
    NightResult.Judged half =
        Nights.judged(Nights.run(deaf, Nights.store(5, 80), Nights.SHORT.keeping(0.5)));
    assertThat(half.figures().moved()).isCloseTo(0.5 * all.figures().moved(), within(1e-4));
  }

  @Test
  void aCheckpointOfAnotherNightOrADamagedOneIsLeftAside() throws Exception {
    Path file = folder.resolve("night");
    List<Integer> first = new ArrayList<>();
    Nights.run(deaf, Nights.store(5, 80), Nights.SHORT, new Until(1, first), Checkpoints.in(file));
    Path part = folder.resolve("night.0");
    byte[] kept = Files.readAllBytes(part);

    List<Integer> other = new ArrayList<>();
    Nights.run(
        deaf,
        Nights.store(5, 80),
        Nights.SHORT.seeded(9),
        new Until(1, other),
        Checkpoints.in(file));
    kept[kept.length / 2] ^= 1;
    Files.write(part, kept);
    List<Integer> damaged = new ArrayList<>();
    Nights.run(
        deaf, Nights.store(5, 80), Nights.SHORT, new Until(1, damaged), Checkpoints.in(file));
    assertThat(List.of(first, other, damaged)).containsOnly(List.of(20));
  }

  @Test
  void whenTheTimeIsUpTheBestUntilThenIsJudged() {
    List<Integer> steps = new ArrayList<>();
    NightWatch hurried =
        new NightWatch() {
          @Override
          public boolean outOfTime() {
            return !steps.isEmpty();
          }

          @Override
          public void stepped(int step, int of, double loss, double newest) {
            steps.add(step);
          }
        };
    NightResult.Judged night =
        Nights.judged(
            Nights.run(deaf, Nights.store(5, 80), Nights.SHORT, hurried, Checkpoints.none()));
    assertThat(night.figures().steps()).isEqualTo(20);
  }

  @Test
  void theRoadOfANightIsRowsStepsGateAdapter() {
    List<NightPart> parts = new ArrayList<>();
    NightWatch watch =
        new NightWatch() {
          @Override
          public void reached(NightPart part) {
            parts.add(part);
          }
        };
    Adapter adapter =
        Nights.adapter(
            Nights.run(deaf, Nights.store(5, 80), Nights.SHORT, watch, Checkpoints.none()));
    assertThat(parts)
        .containsExactly(NightPart.ROWS, NightPart.STEPS, NightPart.GATE, NightPart.ADAPTER);
    assertThat(adapter.card().scores()).containsKeys("wql", "wql.live", "wql.usual");
    assertThat(adapter.card().base()).isEqualTo(deaf.digest());
  }

  @Test
  void aPastThatIsTooShortSaysSo() {
    assertThat(Nights.run(deaf, Nights.store(5, 35), Nights.SHORT))
        .isInstanceOfSatisfying(
            NightResult.Nothing.class,
            nothing -> assertThat(nothing.reason()).contains("too short"));
  }

  /// Ends a night after so many looks.
  private static final class Until implements NightWatch {

    private final int looks;
    private final List<Integer> steps;

    Until(int looks, List<Integer> steps) {
      this.looks = looks;
      this.steps = steps;
    }

    @Override
    public boolean cancelled() {
      return steps.size() >= looks;
    }

    @Override
    public void stepped(int step, int of, double loss, double newest) {
      steps.add(step);
    }
  }
}
