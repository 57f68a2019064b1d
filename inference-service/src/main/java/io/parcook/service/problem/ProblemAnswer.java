package io.parcook.service.problem;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

/// Answers a request with a problem, outside JAX-RS.
public final class ProblemAnswer {

  /// How long a refused body is still read and thrown away, so that a client which sends before it
  /// listens gets its answer and not a reset connection.
  private static final long LINGER_MILLIS = 2_000;

  private static final Logger LOG = Logger.getLogger(ProblemAnswer.class);

  private ProblemAnswer() {}

  /// Sends the problem, unless an answer is already on its way.
  public static void send(RoutingContext exchange, Problem problem) {
    HttpServerResponse response = exchange.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (response.headWritten()) {
      exchange.request().connection().close();
      return;
    }
    ErrorBody body = ErrorBody.of(exchange.request().path(), problem);
    response.setStatusCode(problem.status()).putHeader(HttpHeaders.CONTENT_TYPE, body.mediaType());
    if (problem.status() == 503 && !response.headers().contains(HttpHeaders.RETRY_AFTER)) {
      response.putHeader(HttpHeaders.RETRY_AFTER, "1");
    }
    response.end(body.json());
  }

  /// Answers a body that was not read to its end.
  public static void refuseBody(RoutingContext exchange, Throwable refused) {
    if (refused instanceof ProblemException known) {
      sendAndClose(exchange, known.problem());
    } else {
      LOG.debugf("A client went away while sending its body: %s", refused.getMessage());
      exchange.request().connection().close();
    }
  }

  /// Answers every request with 405: the path knows only the methods named.
  public static Handler<RoutingContext> allowing(String methods) {
    return exchange -> {
      exchange.response().putHeader(HttpHeaders.ALLOW, methods);
      send(
          exchange,
          Problem.of(
              ProblemKind.METHOD_NOT_ALLOWED,
              exchange.request().path() + " takes " + methods + " only."));
    };
  }

  /// Sends the problem and gives up the connection: the rest of the body is not wanted. A client of
  /// HTTP/2 keeps its connection, which other requests share, unless it goes on sending.
  public static void sendAndClose(RoutingContext exchange, Problem problem) {
    HttpServerRequest request = exchange.request();
    boolean shared = request.version() == HttpVersion.HTTP_2;
    if (!shared) {
      exchange.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    send(exchange, problem);
    if (request.isEnded()) {
      if (!shared) {
        exchange.response().endHandler(_ -> request.connection().close());
      }
      return;
    }
    long linger = exchange.vertx().setTimer(LINGER_MILLIS, _ -> request.connection().close());
    request.handler(_ -> {});
    request.endHandler(
        _ -> {
          exchange.vertx().cancelTimer(linger);
          if (!shared) {
            request.connection().close();
          }
        });
    request.resume();
  }
}
