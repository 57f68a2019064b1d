package io.parcook.tuning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parcook.tuning.train.Architecture.Activation;
import io.parcook.tuning.train.Architecture.Head;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TrainerTest {

  private static final List<Double> LEVELS = List.of(0.1, 0.5, 0.9);

  @Test
  void theSameSeedGivesTheSameWeightsToTheBit() {
    List<Parameter> one = train(Head.DIRECT, 40, 7).network().learned();
    List<Parameter> two = train(Head.DIRECT, 40, 7).network().learned();

    for (int i = 0; i < one.size(); i++) {
      assertThat(one.get(i).values()).as(one.get(i).name()).containsExactly(two.get(i).values());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theLossFallsToThatOfTheTrueQuantiles(Head head) {
    List<Double> losses = new ArrayList<>();
    Synthetic synthetic = new Synthetic(11);
    new Trainer(new Architecture(List.of(16), Activation.GELU, head), schedule(600, 3), LEVELS)
        .train(
            List.of(new Share("synthetic", synthetic.rows(20_000), 1)),
            0,
            (_, loss) -> losses.add(loss));

    double first = mean(losses.subList(0, 10));
    double last = mean(losses.subList(losses.size() - 100, losses.size()));
    assertThat(last).isLessThan(first / 2).isCloseTo(synthetic.leastLoss(LEVELS), within(0.02));
  }

  private static TrainedModel train(Head head, int steps, long seed) {
    return new Trainer(
            new Architecture(List.of(16), Activation.GELU, head), schedule(steps, seed), LEVELS)
        .train(List.of(new Share("synthetic", new Synthetic(11).rows(5_000), 1)), 0, (_, _) -> {});
  }

  private static Schedule schedule(int steps, long seed) {
    return new Schedule(steps, 256, 0.01, 1e-4, 0.5, seed);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
