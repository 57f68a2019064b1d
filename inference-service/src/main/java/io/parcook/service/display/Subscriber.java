package io.parcook.service.display;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/// One listening screen. What a slow one has not taken is not queued: it gets the newest forecast
/// once it has room again, and misses those between.
final class Subscriber {

  private final HttpServerResponse response;
  private final Context loop;
  private @Nullable Buffer newest;

  /// @param loop the response's event loop: all its writes happen there
  Subscriber(HttpServerResponse response, Context loop) {
    this.response = response;
    this.loop = loop;
    response.drainHandler(_ -> drained());
  }

  void offer(Buffer forecast) {
    loop.runOnContext(
        _ -> {
          newest = forecast;
          drained();
        });
  }

  /// A beat that finds no room is left out: the next one says more.
  void beat(Buffer beat) {
    loop.runOnContext(
        _ -> {
          if (open() && !response.writeQueueFull()) {
            response.write(beat);
          }
        });
  }

  private void drained() {
    Buffer frame = newest;
    if (frame != null && open() && !response.writeQueueFull()) {
      newest = null;
      response.write(frame);
    }
  }

  private boolean open() {
    return !response.ended() && !response.closed();
  }
}
