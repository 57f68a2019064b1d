package io.parcook.service.body;

import io.parcook.service.problem.ProblemException;
import io.parcook.service.problem.ProblemKind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/// Reads a request's body within bounds of size, time and memory, on its event loop.
public final class BodyReader {

  private final Vertx vertx;
  private final int limit;
  private final Duration patience;

  /// @param limit most bytes of a body
  /// @param patience longest time a client may take to send it
  public BodyReader(Vertx vertx, int limit, Duration patience) {
    this.vertx = vertx;
    this.limit = limit;
    this.patience = patience;
  }

  /// Most bytes of a body.
  public int limit() {
    return limit;
  }

  /// The body, or a [ProblemException]. A refused body is not read to its end.
  public Future<BodyBuffer> read(HttpServerRequest request, InFlight.Share share) {
    BodyBuffer body = new BodyBuffer(share, limit);
    if (request.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true)) {
      request.response().writeContinue();
    }
    Promise<BodyBuffer> done = Promise.promise();
    long timer =
        vertx.setTimer(
            patience.toMillis(),
            _ ->
                done.tryFail(
                    new ProblemException(
                        ProblemKind.SLOW_BODY,
                        "The body did not arrive within " + patience + ". Send smaller batches.")));
    request.handler(
        chunk -> {
          if (done.future().isComplete()) {
            return;
          }
          try {
            int at = body.reserve(chunk.length());
            chunk.getBytes(body.array(), at);
          } catch (ProblemException refused) {
            done.tryFail(refused);
          }
        });
    request.exceptionHandler(done::tryFail);
    request.endHandler(_ -> done.tryComplete(body));
    request.resume();
    return done.future().onComplete(_ -> vertx.cancelTimer(timer));
  }
}
