package io.parcook.service.problem;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/// Turns the errors that never reach a resource into problems: no such path, wrong method, a
/// handler that failed.
@Singleton
public class ProblemRoutes {

  private static final Logger LOG = Logger.getLogger(ProblemRoutes.class);
  private static final int[] STATUSES = {400, 404, 405, 406, 413, 414, 415, 431, 500, 503};

  void route(@Observes Router router) {
    for (int status : STATUSES) {
      router.errorHandler(status, exchange -> answer(exchange, status));
    }
  }

  private static void answer(RoutingContext exchange, int status) {
    Throwable failure = exchange.failure();
    if (failure instanceof ProblemException known) {
      ProblemAnswer.send(exchange, known.problem());
      return;
    }
    if (status >= 500) {
      LOG.errorf(failure, "%s failed", exchange.request().path());
    }
    ProblemAnswer.send(exchange, Problem.of(status, detail(exchange, status)));
  }

  private static String detail(RoutingContext exchange, int status) {
    String what = exchange.request().method() + " " + exchange.request().path();
    return switch (status) {
      case 404 -> "Nothing answers " + what + ". GET /q/openapi lists what does.";
      case 405 -> "There is something at this path, but not for " + what + ".";
      case 500 -> "The log of the service says what happened.";
      default -> what + " was refused.";
    };
  }
}
