package io.parcook.service.display;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parcook.service.body.BodyBuffer;
import io.parcook.service.body.BodyReader;
import io.parcook.service.body.InFlight;
import io.parcook.service.learning.NightReport;
import io.parcook.service.learning.StoreLearning;
import io.parcook.service.problem.Problem;
import io.parcook.service.problem.ProblemAnswer;
import io.parcook.service.problem.ProblemException;
import io.parcook.service.problem.ProblemKind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/// `PUT /api/v1/tuning/nights/{night}`: what came of a night that a Job ran, with the candidate.
/// The answer is the night's record, also where the same is sent again.
@Singleton
public final class NightReportRoute {

  private static final String PATH = TuningResource.NIGHTS + "/:night";
  private static final Logger LOG = Logger.getLogger(NightReportRoute.class);

  private final StoreLearning learning;
  private final BodyReader bodies;
  private final InFlight inFlight;
  private final ObjectMapper json;

  public NightReportRoute(
      StoreLearning learning, BodyReader bodies, InFlight inFlight, ObjectMapper json) {
    this.learning = learning;
    this.bodies = bodies;
    this.inFlight = inFlight;
    this.json = json;
  }

  void route(@Observes Router router) {
    router.put(PATH).handler(this::take);
    router.route(PATH).handler(ProblemAnswer.allowing("PUT"));
  }

  private void take(RoutingContext exchange) {
    InFlight.Share share = inFlight.open();
    exchange.addEndHandler(_ -> share.close());
    bodies
        .read(exchange.request(), share)
        .onFailure(refused -> ProblemAnswer.refuseBody(exchange, refused))
        .onSuccess(body -> answer(exchange, body));
  }

  private void answer(RoutingContext exchange, BodyBuffer body) {
    String night = exchange.pathParam("night");
    exchange
        .vertx()
        .executeBlocking(() -> recorded(night, body.exact()))
        .onSuccess(
            record ->
                exchange
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(Buffer.buffer(record)))
        .onFailure(failure -> ProblemAnswer.send(exchange, problem(failure)));
  }

  private byte[] recorded(String night, byte[] body) throws JsonProcessingException {
    return json.writeValueAsBytes(
        TuningResource.nightsOfJobs(learning)
            .report(night, report(body))
            .orElseThrow(
                () ->
                    new ProblemException(
                        ProblemKind.NOT_FOUND,
                        "No Job was given the night '%s', or it was long ago. POST %s gives one."
                            .formatted(night, TuningResource.NIGHTS))));
  }

  private static NightReport report(byte[] body) {
    try {
      return NightReport.read(body);
    } catch (IllegalArgumentException unfit) {
      throw Query.bad("The report cannot be taken: " + unfit.getMessage() + ".");
    }
  }

  private static Problem problem(Throwable failure) {
    if (failure instanceof ProblemException known) {
      return known.problem();
    }
    LOG.error("What came of a Job's night could not be taken", failure);
    return Problem.of(ProblemKind.INTERNAL, String.valueOf(failure.getMessage()));
  }
}
