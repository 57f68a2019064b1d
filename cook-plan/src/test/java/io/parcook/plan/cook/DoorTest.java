package io.parcook.plan.cook;

import static io.parcook.plan.cook.Kitchens.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parcook.plan.demand.DemandPaths;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What people at the door do to the demand that a plan is made from.
final class DoorTest {

  private static final Instant SOON = NOON.plus(Duration.ofMinutes(15));
  private static final Instant LATER = NOON.plus(Duration.ofHours(1));

  @Test
  void twiceAsManyPeopleRaiseTheNextMinutesByHalfAndNothingAfterThem() {
    DemandPaths lifted = lift(new Door(20, 10), demand(8, 8));

    assertThat(lifted.mean(NOON, SOON)).isCloseTo(12, within(1e-4));
    assertThat(lifted.mean(SOON, LATER)).isCloseTo(24, within(1e-4));
    assertThat(lifted.usual(NOON, SOON)).isEqualTo(8);
  }

  @Test
  void aForecastThatHasHeardOfTheDoorIsNotLiftedTwice() {
    DemandPaths heard = demand(13, 8);

    assertThat(lift(new Door(20, 10), heard)).isSameAs(heard);
  }

  @Test
  void aSensorThatRunsWildLiftsNoFurtherThanThreeTimesTheUsualPeople() {
    assertThat(lift(new Door(4_000, 10), demand(8, 8)).mean(NOON, SOON))
        .isCloseTo(16, within(1e-4));
  }

  @Test
  void asManyAsUsualChangeNothing() {
    DemandPaths usual = demand(8, 8);

    assertThat(lift(new Door(11, 10), usual)).isSameAs(usual);
    assertThat(lift(new Door(2, 0), usual)).isSameAs(usual);
  }

  private static DemandPaths lift(Door door, DemandPaths demand) {
    return door.lift(Map.of("fries", demand), NOON).values().iterator().next();
  }

  private static DemandPaths demand(float forecast, float often) {
    float[] values = new float[Kitchens.STEPS];
    float[] usual = new float[Kitchens.STEPS];
    Arrays.fill(values, forecast);
    Arrays.fill(usual, often);
    return new DemandPaths(NOON, Duration.ofMinutes(15), 1, Kitchens.STEPS, values, usual);
  }
}
