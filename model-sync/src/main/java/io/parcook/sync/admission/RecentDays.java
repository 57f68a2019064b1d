package io.parcook.sync.admission;

import io.parcook.models.card.ModelCard;
import io.parcook.models.evaluate.BusiestItems;
import io.parcook.models.evaluate.Round;
import io.parcook.models.evaluate.Rounds;
import io.parcook.models.forecast.Forecast;
import io.parcook.models.forecast.ForecastSource;
import io.parcook.models.forecast.Forecaster;
import io.parcook.pipeline.history.DemandHistory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A store's last days, as the judge of whether a model is sane there. Whether it is good is for
/// its trial to say, on what really sells.
///
/// @param last the last whole day that is known
/// @param ahead how far the store's service looks
public record RecentDays(DemandHistory history, LocalDate last, Duration ahead) {

  private static final int DAYS = 3;
  private static final int ITEMS = 50;
  private static final int PAST_DAYS = 28;
  private static final int HOURS_APART = 4;

  /// Further from what was sold than any model that was trained for such a store.
  private static final double FACTOR = 5;

  /// Portions below which a factor says nothing.
  private static final double FEW = 40;

  /// @throws RefusedModelException if the model does not fit the store's intervals
  void checkFit(ModelCard card) {
    Duration interval = history.calendar().interval();
    if (!card.intervals().contains(interval)) {
      throw new RefusedModelException(
          new Refusal.Misfit(
              "The model was made for intervals of %s, and this store counts in %s. Push one that"
                      .formatted(card.intervals(), interval)
                  + " was trained for them."));
    }
    if (card.horizon().compareTo(ahead) < 0) {
      throw new RefusedModelException(
          new Refusal.Misfit(
              "The model looks %s ahead, and this store looks %s. Train it for that horizon."
                  .formatted(card.horizon(), ahead)));
    }
  }

  /// @param figures gets what was expected and sold
  /// @throws RefusedModelException if it does not forecast, or absurdly
  void check(Forecaster model, Map<String, Double> figures) {
    LocalDate first = last.minusDays(DAYS - 1L);
    List<String> items = BusiestItems.before(history, last.plusDays(1), PAST_DAYS, ITEMS);
    if (items.isEmpty()) {
      return;
    }
    int steps = (int) Math.max(1, ahead.dividedBy(history.calendar().interval()));
    List<Round> rounds =
        Rounds.hourly(history.calendar(), first, DAYS, 0, 24, steps).stream()
            .filter(
                round ->
                    round.origin().atZone(history.calendar().zone()).getHour() % HOURS_APART == 0)
            .toList();
    var expected = new double[items.size()];
    var sold = new double[items.size()];
    var usual = new double[items.size()];
    for (Round round : rounds) {
      Forecast forecast =
          model.forecast(history, items, round.origin(), round.from(), round.steps());
      if (!(forecast.source() instanceof ForecastSource.Model)) {
        throw new RefusedModelException(
            new Refusal.NotFinite("on this store's last days, where it did not answer at all"));
      }
      add(forecast, expected, sold, usual);
    }
    judge("all items", sum(expected), sum(sold), sum(usual));
    for (int item = 0; item < expected.length; item++) {
      judge(items.get(item), expected[item], sold[item], usual[item]);
    }
    figures.put("days.expected", sum(expected));
    figures.put("days.sold", sum(sold));
    figures.put("days.usual", sum(usual));
  }

  private void add(Forecast forecast, double[] expected, double[] sold, double[] usual) {
    for (int item = 0; item < expected.length; item++) {
      int place = history.item(forecast.items().get(item));
      for (int step = 0; step < forecast.steps(); step++) {
        Instant from = forecast.from().plus(forecast.interval().multipliedBy(step));
        float portions = history.soldBetween(place, from, from.plus(forecast.interval()));
        if (!Float.isNaN(portions)) {
          expected[item] += forecast.expected(item, step);
          sold[item] += portions;
          usual[item] += Math.max(0, forecast.usual(item, step));
        }
      }
    }
  }

  /// Refused only by both: what was sold, and what usually is.
  private static void judge(String of, double expected, double sold, double usual) {
    double high = Math.max(sold, usual);
    double low = Math.min(sold, usual);
    if (expected > FACTOR * high + FEW || (low > FEW && expected < low / FACTOR)) {
      throw new RefusedModelException(new Refusal.AbsurdLevel(of, expected, sold));
    }
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "the %d days until %s", DAYS, last);
  }
}
