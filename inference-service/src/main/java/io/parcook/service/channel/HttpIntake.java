package io.parcook.service.channel;

import io.micrometer.core.instrument.Timer;
import io.parcook.pipeline.intake.Intake;
import io.parcook.pipeline.intake.Verdict;
import io.parcook.pipeline.ledger.Ledger;
import io.parcook.pipeline.ledger.NotStoredException;
import io.parcook.pipeline.ledger.Receipt;
import io.parcook.service.body.BodyBuffer;
import io.parcook.service.body.BodyReader;
import io.parcook.service.body.Gzip;
import io.parcook.service.body.InFlight;
import io.parcook.service.problem.LedgerRefusal;
import io.parcook.service.problem.Problem;
import io.parcook.service.problem.ProblemAnswer;
import io.parcook.service.problem.ProblemException;
import io.parcook.service.problem.ProblemKind;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;

/// `POST /api/v1/events`: one event or a batch of them, plain or gzip. The answer, 202 with a
/// verdict for each event, leaves only once all of them are on disk.
///
/// No thread waits: the body is read on the connection's event loop, judged there if it is small
/// and on the intake threads if it is not, written by the ledger's one writer, and answered on the
/// event loop again.
@Singleton
public final class HttpIntake {

  public static final String PATH = "/api/v1/events";

  private static final Logger LOG = Logger.getLogger(HttpIntake.class);

  /// Bodies up to this many bytes take less time to judge than a change of threads costs.
  private static final int SMALL = 8 * 1024;

  private final Intake intake;
  private final Ledger ledger;
  private final BodyReader bodies;
  private final InFlight inFlight;
  private final EventMeters meters;
  private final ExecutorService judges;

  public HttpIntake(
      Intake intake,
      Ledger ledger,
      BodyReader bodies,
      InFlight inFlight,
      EventMeters meters,
      @Judges ExecutorService judges) {
    this.intake = intake;
    this.ledger = ledger;
    this.bodies = bodies;
    this.inFlight = inFlight;
    this.meters = meters;
    this.judges = judges;
  }

  void route(@Observes Router router) {
    router.post(PATH).handler(this::take);
    router.route(PATH).handler(ProblemAnswer.allowing("POST"));
  }

  private void take(RoutingContext exchange) {
    HttpServerRequest request = exchange.request();
    if (!EventMediaType.takes(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
      exchange.response().putHeader("Accept-Post", EventMediaType.ACCEPTED);
      ProblemAnswer.sendAndClose(
          exchange,
          Problem.of(
              ProblemKind.UNSUPPORTED_MEDIA_TYPE,
              "Events come as " + EventMediaType.ACCEPTED + ", in UTF-8."));
      return;
    }
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    boolean packed = "gzip".equalsIgnoreCase(encoding);
    if (encoding != null && !packed && !encoding.equalsIgnoreCase("identity")) {
      exchange.response().putHeader(HttpHeaders.ACCEPT_ENCODING, "gzip, identity");
      ProblemAnswer.sendAndClose(
          exchange,
          Problem.of(
              ProblemKind.UNSUPPORTED_MEDIA_TYPE,
              "Content-Encoding may be gzip or absent; it is " + encoding + "."));
      return;
    }
    InFlight.Share share = inFlight.open();
    exchange.addEndHandler(_ -> share.close());
    Context loop = exchange.vertx().getOrCreateContext();
    bodies
        .read(request, share)
        .onFailure(refused -> ProblemAnswer.refuseBody(exchange, refused))
        .onSuccess(
            body -> {
              if (body.length() <= SMALL && !packed) {
                judge(exchange, loop, body, packed, share);
              } else {
                judges.execute(() -> judge(exchange, loop, body, packed, share));
              }
            });
  }

  private void judge(
      RoutingContext exchange,
      Context loop,
      BodyBuffer body,
      boolean packed,
      InFlight.Share share) {
    List<Verdict> verdicts;
    try {
      verdicts = intake.readBatch(packed ? unpacked(body, share) : body.exact());
    } catch (ProblemException refused) {
      loop.runOnContext(_ -> ProblemAnswer.send(exchange, refused.problem()));
      return;
    }
    Timer.Sample waiting = Timer.start();
    Future.fromCompletionStage(ledger.append(verdicts, List.of()), loop)
        .onComplete(_ -> waiting.stop(meters.commit()))
        .onFailure(failure -> tellWhy(exchange, failure))
        .onSuccess(receipts -> answer(exchange, verdicts, receipts));
  }

  private static void tellWhy(RoutingContext exchange, Throwable failure) {
    if (!(failure instanceof NotStoredException)) {
      LOG.error("The ledger failed in a way it does not know", failure);
    }
    exchange
        .response()
        .putHeader(HttpHeaders.RETRY_AFTER, Long.toString(LedgerRefusal.retryAfter(failure)));
    ProblemAnswer.send(exchange, LedgerRefusal.problem(failure));
  }

  private byte[] unpacked(BodyBuffer body, InFlight.Share share) {
    BodyBuffer whole = new BodyBuffer(share, bodies.limit());
    Gzip.unpack(body.array(), body.length(), whole);
    return whole.exact();
  }

  private void answer(RoutingContext exchange, List<Verdict> verdicts, List<Receipt> receipts) {
    meters.count(verdicts, receipts);
    exchange
        .response()
        .setStatusCode(202)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(VerdictsJson.write(verdicts, receipts));
  }
}
