package io.parcook.cli.peers;

import io.parcook.models.forecast.Forecast;
import io.parcook.models.forecast.ForecastSource;
import io.parcook.models.forecast.Forecaster;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.StoreCalendar;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Answers with what another tool had forecast for the same rows. Its quantiles are sorted and
/// raised to zero like a model's; intervals whose demand is not known, which nobody judges, are
/// zero.
final class RecordedForecaster implements Forecaster {

  private final Path file;
  private final String peer;
  private final String store;
  private final List<Double> levels;
  private final Map<PeerForecasts.Key, float[]> forecasts;

  RecordedForecaster(
      Path file,
      String peer,
      String store,
      List<Double> levels,
      Map<PeerForecasts.Key, float[]> forecasts) {
    this.file = file;
    this.peer = peer;
    this.store = store;
    this.levels = levels;
    this.forecasts = forecasts;
  }

  /// @throws BadPeersException if a row whose demand is known was not forecast
  @Override
  public Forecast forecast(
      DemandHistory history, List<String> items, Instant origin, Instant from, int steps) {
    StoreCalendar calendar = history.calendar();
    Duration interval = calendar.interval();
    var values = new float[items.size() * steps * levels.size()];
    for (int row = 0; row < items.size() * steps; row++) {
      String item = items.get(row / steps);
      Instant start = from.plus(interval.multipliedBy(row % steps));
      float sold = history.sold(history.item(item), calendar.day(start), calendar.slot(start));
      if (Float.isNaN(sold)) {
        continue;
      }
      float[] quantiles = forecasts.get(new PeerForecasts.Key(store, item, origin, start));
      if (quantiles == null) {
        throw new BadPeersException(
            file,
            "'%s' forecast nothing for '%s' of store %s at %s, seen from %s"
                    .formatted(peer, item, store, start, origin)
                + "; write the rows with --rows and the same options, and forecast those");
      }
      settle(quantiles, values, row * levels.size());
    }
    return new Forecast(
        new ForecastSource.Model(peer),
        origin,
        from,
        interval,
        steps,
        List.copyOf(items),
        levels,
        values,
        new float[items.size() * steps]);
  }

  private static void settle(float[] quantiles, float[] values, int at) {
    for (int i = 0; i < quantiles.length; i++) {
      values[at + i] = Math.max(0, quantiles[i]);
    }
    Arrays.sort(values, at, at + quantiles.length);
  }

  @Override
  public void close() {}
}
