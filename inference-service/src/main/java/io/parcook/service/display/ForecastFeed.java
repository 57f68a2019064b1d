package io.parcook.service.display;

import io.parcook.service.forecast.LiveForecast;
import io.parcook.service.forecast.Made;
import io.parcook.service.settings.ParcookConfig;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The live forecast as bytes: written once each time it is made, shared by all who read it.
@Startup
@Singleton
public class ForecastFeed {

  /// A forecast and its JSON. The bytes are shared and must not be changed.
  record Page(Made made, byte[] json) {}

  private final ForecastJson writer;
  private final List<Consumer<Page>> listeners = new CopyOnWriteArrayList<>();
  private volatile @Nullable Page last;

  public ForecastFeed(LiveForecast live, ParcookConfig config) {
    writer = new ForecastJson(config.store().id(), config.store().zone());
    live.onMade(this::take);
  }

  ForecastJson writer() {
    return writer;
  }

  Optional<Page> last() {
    return Optional.ofNullable(last);
  }

  /// Tells `listener` of each new page, on the forecast's thread.
  void onPage(Consumer<Page> listener) {
    listeners.add(listener);
  }

  private void take(Made made) {
    Page page = new Page(made, writer.write(made));
    last = page;
    listeners.forEach(listener -> listener.accept(page));
  }
}
