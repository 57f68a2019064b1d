package io.parcook.service.display;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.parcook.models.card.ModelCard;
import io.parcook.service.body.BodyBuffer;
import io.parcook.service.body.BodyReader;
import io.parcook.service.body.InFlight;
import io.parcook.service.forecast.RawInference;
import io.parcook.service.forecast.ServedModel;
import io.parcook.service.problem.Problem;
import io.parcook.service.problem.ProblemAnswer;
import io.parcook.service.problem.ProblemException;
import io.parcook.service.problem.ProblemKind;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/// `POST /v2/models/demand/infer`: raw tensors through the served model.
@Singleton
public final class InferRoute {

  /// Most rows of one request.
  static final int ROWS = 16_384;

  private static final List<String> PATHS =
      List.of("/v2/models/:model/infer", "/v2/models/:model/versions/:version/infer");

  private static final Logger LOG = Logger.getLogger(InferRoute.class);
  private static final JsonFactory JSON = new JsonFactory();

  private final OpenInference protocol;
  private final RawInference inference;
  private final BodyReader bodies;
  private final InFlight inFlight;

  public InferRoute(
      OpenInference protocol, RawInference inference, BodyReader bodies, InFlight inFlight) {
    this.protocol = protocol;
    this.inference = inference;
    this.bodies = bodies;
    this.inFlight = inFlight;
  }

  void route(@Observes Router router) {
    for (String path : PATHS) {
      router.post(path).handler(this::take);
      router.route(path).handler(ProblemAnswer.allowing("POST"));
    }
  }

  private void take(RoutingContext exchange) {
    ServedModel.Open model;
    try {
      String name = exchange.pathParam("model");
      String version = exchange.pathParam("version");
      model = version == null ? protocol.open(name) : protocol.open(name, version);
    } catch (ProblemException refused) {
      ProblemAnswer.sendAndClose(exchange, refused.problem());
      return;
    }
    InFlight.Share share = inFlight.open();
    exchange.addEndHandler(_ -> share.close());
    Context loop = exchange.vertx().getOrCreateContext();
    bodies
        .read(exchange.request(), share)
        .onFailure(refused -> ProblemAnswer.refuseBody(exchange, refused))
        .onSuccess(body -> infer(exchange, loop, model, body));
  }

  private void infer(
      RoutingContext exchange, Context loop, ServedModel.Open model, BodyBuffer body) {
    TensorRequest request;
    try {
      request = TensorRequest.read(body.exact());
      check(request, model.card());
    } catch (TensorRequest.Unfit unfit) {
      ProblemAnswer.send(exchange, Problem.of(ProblemKind.BAD_REQUEST, unfit.getMessage()));
      return;
    }
    Future.fromCompletionStage(inference.infer(model, request.data(), request.rows()), loop)
        .onSuccess(
            quantiles ->
                exchange
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(json(request, model.card(), quantiles)))
        .onFailure(failure -> ProblemAnswer.send(exchange, problem(failure)));
  }

  private static void check(TensorRequest request, ModelCard card) throws TensorRequest.Unfit {
    int columns = card.features().size();
    if (!request.name().equals(OpenInference.INPUT) || request.columns() != columns) {
      throw new TensorRequest.Unfit(
          "The model's input is '%s' [rows, %d]; this is '%s' [%d, %d]."
              .formatted(
                  OpenInference.INPUT, columns, request.name(), request.rows(), request.columns()));
    }
    if (request.rows() > ROWS) {
      throw new TensorRequest.Unfit(
          "A request may have " + ROWS + " rows; this one has " + request.rows() + ".");
    }
  }

  private static Problem problem(Throwable failure) {
    if (failure instanceof RejectedExecutionException) {
      return Problem.of(ProblemKind.UNAVAILABLE, "Too many requests wait for the model.");
    }
    LOG.error("The model failed on a caller's tensor", failure);
    return Problem.of(ProblemKind.INTERNAL, failure.getMessage());
  }

  private static Buffer json(TensorRequest request, ModelCard card, float[] quantiles) {
    ByteArrayBuilder bytes = new ByteArrayBuilder(256 + quantiles.length * 12);
    try (JsonGenerator json = JSON.createGenerator((OutputStream) bytes)) {
      json.writeStartObject();
      json.writeStringField("model_name", OpenInference.MODEL);
      json.writeStringField("model_version", card.version());
      if (request.id() != null) {
        json.writeStringField("id", request.id());
      }
      json.writeArrayFieldStart("outputs");
      json.writeStartObject();
      json.writeStringField("name", OpenInference.OUTPUT);
      json.writeStringField("datatype", "FP32");
      json.writeFieldName("shape");
      json.writeArray(new int[] {request.rows(), card.quantiles().size()}, 0, 2);
      json.writeArrayFieldStart("data");
      for (float quantile : quantiles) {
        json.writeNumber(quantile);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Buffer.buffer(bytes.toByteArray());
  }
}
