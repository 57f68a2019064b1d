package io.parcook.service.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Which model serves. A switch is one replacement: whoever asks before it has the old model,
/// whoever asks after it the new one, and nobody waits. The old one's session is closed by
/// [LiveForecast], behind its last use.
public final class Serving {

  private final List<Consumer<ServedModel>> listeners = new ArrayList<>();
  private volatile ServedModel now;

  public Serving(ServedModel first) {
    now = first;
  }

  public ServedModel now() {
    return now;
  }

  /// Serves with another model from now on.
  ///
  /// @param next open, and used by nobody else
  public synchronized void switchTo(ServedModel next) {
    now = next;
    listeners.forEach(listener -> listener.accept(next));
  }

  /// Calls `listener` with each model that serves after the present one, on the thread that
  /// switches.
  public synchronized void onSwitch(Consumer<ServedModel> listener) {
    listeners.add(listener);
  }
}
