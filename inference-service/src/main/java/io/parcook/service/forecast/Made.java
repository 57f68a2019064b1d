package io.parcook.service.forecast;

import io.parcook.models.forecast.Forecast;
import java.time.Instant;
import java.util.List;

/// A forecast that was made, ready to show.
///
/// @param id grows with each one, also across restarts
/// @param madeAt by the store's clock
/// @param soldOut for each of the forecast's items, whether it was sold out then
public record Made(long id, Instant madeAt, Forecast forecast, List<Boolean> soldOut) {

  public Made {
    soldOut = List.copyOf(soldOut);
  }
}
