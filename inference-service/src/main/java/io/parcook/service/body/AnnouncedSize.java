package io.parcook.service.body;

import io.parcook.service.problem.Problem;
import io.parcook.service.problem.ProblemAnswer;
import io.parcook.service.problem.ProblemKind;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Refuses a body that announces itself as too large, on any path, before a byte of it is read.
@Singleton
public final class AnnouncedSize {

  private static final int BEFORE_ALL_ELSE = 1_000;

  private final BodyReader bodies;

  public AnnouncedSize(BodyReader bodies) {
    this.bodies = bodies;
  }

  void filter(@Observes Filters filters) {
    filters.register(this::check, BEFORE_ALL_ELSE);
  }

  private void check(RoutingContext exchange) {
    String length = exchange.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null || Long.parseLong(length) <= bodies.limit()) {
      exchange.next();
      return;
    }
    ProblemAnswer.sendAndClose(
        exchange,
        Problem.of(
            ProblemKind.BODY_TOO_LARGE,
            "A body may have " + bodies.limit() + " bytes; this one announces " + length + "."));
  }
}
