package io.parcook.service.display;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/// One listening screen. What a slow one has not taken is not queued: it gets the newest message
/// once it has room again, and misses those between. One that takes nothing for [#PATIENCE] beats
/// is let go: it comes back when it lives.
final class Subscriber {

  private static final int PATIENCE = 10;

  private final HttpServerResponse response;
  private final Context loop;
  private @Nullable Buffer newest;
  private int missed;

  /// @param loop the response's event loop: all its writes happen there
  Subscriber(HttpServerResponse response, Context loop) {
    this.response = response;
    this.loop = loop;
    response.drainHandler(_ -> drained());
  }

  void offer(Buffer message) {
    loop.runOnContext(
        _ -> {
          newest = message;
          drained();
        });
  }

  /// A beat that finds no room is left out: the next one says more.
  void beat(Buffer beat) {
    loop.runOnContext(
        _ -> {
          if (!open()) {
            return;
          }
          if (!response.writeQueueFull()) {
            missed = 0;
            response.write(beat);
          } else if (++missed >= PATIENCE) {
            response.reset();
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
