package io.parcook.models.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ScoresTest {

  private static final Offset<Double> EXACTLY = Offset.offset(1e-6);
  private static final List<Double> LEVELS = List.of(0.1, 0.5, 0.9);

  @Test
  void aForecastWorkedByHandHasItsScores() {
    var scores = new Scores(LEVELS);
    // Sold 4 against 1, 3, 8: losses .1*3, .5*1, .1*4. Sold 0 against 0, 1, 2: 0, .5*1, .1*2.
    scores.add(new float[] {1, 3, 8}, 3.5, 4, new Span(1, 1, 1));
    scores.add(new float[] {0, 1, 2}, 1, 0, new Span(1, 1, 1));
    scores.endItem();
    scores.endForecast(true);
    assertThat(scores.pinball()).isCloseTo((0.3 + 0.5 + 0.4 + 0 + 0.5 + 0.2) / 6, EXACTLY);
    assertThat(scores.wql()).isCloseTo(2 * (0.3 + 0.5 + 0.4 + 0 + 0.5 + 0.2) / 4 / 3, EXACTLY);
    assertThat(scores.wapeOfIntervals()).isCloseTo((0.5 + 1) / 4, EXACTLY);
    assertThat(scores.wapeOfHours()).isCloseTo(0.5 / 4, EXACTLY);
    assertThat(scores.bias()).isCloseTo(0.5 / 4, EXACTLY);
    assertThat(scores.coverage(0.1)).isEqualTo(0.5);
    assertThat(scores.coverage(0.5)).isEqualTo(0.5);
    assertThat(scores.coverage(0.9)).isEqualTo(1);
    assertThat(scores.coverageBelow(0.1)).isZero();
    assertThat(scores.coverageBelow(0.5)).isEqualTo(0.5);
    assertThat(scores.coverageBelow(0.9)).isEqualTo(1);
    assertThat(scores.daily().on(1).loss()).isCloseTo(1.9 / 3, EXACTLY);
    assertThat(scores.daily().on(1).wql()).isCloseTo(scores.wql(), EXACTLY);
    assertThat(scores.daily().on(1).rows()).isEqualTo(2);
    assertThat(scores.usualShare()).isZero();
  }

  @Test
  void aPerfectForecastLosesNothing() {
    var scores = new Scores(LEVELS);
    for (int sold = 0; sold < 20; sold++) {
      scores.add(new float[] {sold, sold, sold}, sold, sold, new Span(sold, 0, 0));
    }
    scores.endItem();
    assertThat(scores.wql()).isZero();
    assertThat(scores.wapeOfDays()).isZero();
    assertThat(scores.coverage(0.1)).isEqualTo(1);
  }

  @Test
  void aFortnightHoldsALevelWhereItsOwnShareIsNearIt() {
    var scores = new Scores(LEVELS);
    // Twenty days of ten rows. Nine of ten are covered on the first sixteen, all on the others.
    for (int day = 100; day < 120; day++) {
      for (int row = 0; row < 10; row++) {
        scores.add(
            new float[] {0, 1, 5}, 1, row == 0 && day < 116 ? 6 : 1, new Span(day, day, day));
      }
    }
    // Begun on the days 100 to 102 fourteen of fourteen days miss one row; then 13, 12, 11, 10: the
    // shares are 0.9 three times, 0.9071, 0.9143, 0.9214, 0.9286.
    Fortnights found = scores.fortnights(0.9);
    assertThat(found.all()).isEqualTo(7);
    assertThat(found.held()).isEqualTo(5);
    assertThat(found.worst()).isCloseTo(4 / 140.0, EXACTLY);
    assertThat(found.plus(found).held()).isEqualTo(10);
    assertThat(new Scores(LEVELS).fortnights(0.9).all()).isZero();
  }

  @Test
  void errorsOfOppositeSignCancelWithinASpanAndNotAcrossSpans() {
    var scores = new Scores(LEVELS);
    // Hours 1 and 2, both in daypart 1; then hour 3 in daypart 2; all on one day.
    scores.add(new float[3], 5, 3, new Span(1, 1, 1));
    scores.add(new float[3], 1, 3, new Span(2, 1, 1));
    scores.add(new float[3], 0, 4, new Span(3, 2, 1));
    scores.endItem();
    assertThat(scores.wapeOfHours()).isCloseTo((2 + 2 + 4) / 10.0, EXACTLY);
    assertThat(scores.wapeOfDayparts()).isCloseTo((0 + 4) / 10.0, EXACTLY);
    assertThat(scores.wapeOfDays()).isCloseTo(4 / 10.0, EXACTLY);
  }

  @Test
  void anItemsSpansDoNotRunIntoTheNextItems() {
    var scores = new Scores(LEVELS);
    scores.add(new float[3], 5, 3, new Span(1, 1, 1));
    scores.endItem();
    scores.add(new float[3], 1, 3, new Span(1, 1, 1));
    scores.endItem();
    assertThat(scores.wapeOfDays()).isCloseTo(4 / 6.0, EXACTLY);
  }

  @Test
  void storesAddedUpScoreAsIfTheyWereOne() {
    var one = new Scores(LEVELS);
    var other = new Scores(LEVELS);
    var both = new Scores(LEVELS);
    for (int i = 0; i < 50; i++) {
      float[] quantiles = {i % 3, i % 3 + 1, i % 3 + 4};
      for (Scores scores : List.of(i < 20 ? one : other, both)) {
        scores.add(quantiles, i % 4, i % 7, new Span(i, i, i));
        scores.endItem();
        scores.endForecast(i % 5 != 0);
      }
    }
    one.merge(other);
    assertThat(one.wql()).isCloseTo(both.wql(), EXACTLY);
    assertThat(one.pinball()).isCloseTo(both.pinball(), EXACTLY);
    assertThat(one.wapeOfDays()).isCloseTo(both.wapeOfDays(), EXACTLY);
    assertThat(one.bias()).isCloseTo(both.bias(), EXACTLY);
    assertThat(one.coverage(0.5)).isEqualTo(both.coverage(0.5));
    assertThat(one.usualShare()).isEqualTo(both.usualShare());
    assertThat(one.rows()).isEqualTo(50);
  }

  @Test
  void scoresOfOtherLevelsDoNotAddUp() {
    assertThatThrownBy(() -> new Scores(LEVELS).merge(new Scores(List.of(0.5))))
        .hasMessageContaining("do not add up");
  }

  @Test
  void whereNothingSoldThereIsNoRatio() {
    var scores = new Scores(LEVELS);
    scores.add(new float[] {0, 0, 1}, 0.2, 0, new Span(1, 1, 1));
    scores.endItem();
    assertThat(scores.wql()).isNaN();
    assertThat(scores.wapeOfHours()).isNaN();
    assertThat(scores.pinball()).isPositive();
  }
}
