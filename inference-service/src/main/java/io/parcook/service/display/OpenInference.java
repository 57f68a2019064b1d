package io.parcook.service.display;

import io.parcook.models.card.ModelCard;
import io.parcook.service.forecast.ServedModel;
import io.parcook.service.forecast.Serving;
import io.parcook.service.problem.ProblemException;
import io.parcook.service.problem.ProblemKind;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The Open Inference Protocol, version 2, for whoever wants the model itself and not the store's
/// forecast. The model that serves is called `demand`; its version is its card's.
@Path("/v2")
@Tag(name = "open inference protocol")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class OpenInference {

  public static final String MODEL = "demand";
  static final String INPUT = "features";
  static final String OUTPUT = "quantiles";

  private final Serving serving;
  private final String version;

  public OpenInference(
      Serving serving, @ConfigProperty(name = "quarkus.application.version") String version) {
    this.serving = serving;
    this.version = version;
  }

  public record Server(String name, String version, List<String> extensions) {}

  public record Live(boolean live) {}

  public record Ready(boolean ready) {}

  public record ModelReady(String name, boolean ready) {}

  /// A tensor of a model; -1 is any number.
  public record Tensor(String name, String datatype, List<Integer> shape) {}

  public record Model(
      String name,
      List<String> versions,
      String platform,
      List<Tensor> inputs,
      List<Tensor> outputs) {}

  @GET
  @Operation(summary = "The server's name and version")
  public Server server() {
    return new Server("parcook", version, List.of());
  }

  @GET
  @Path("/health/live")
  @Operation(summary = "Whether the server answers")
  public Live live() {
    return new Live(true);
  }

  @GET
  @Path("/health/ready")
  @Operation(summary = "Whether the model can be asked")
  public Ready ready() {
    open();
    return new Ready(true);
  }

  @GET
  @Path("/models/{model}")
  @Operation(summary = "The model's inputs and outputs")
  public Model model(String model) {
    return told(open(model).card());
  }

  private static Model told(ModelCard card) {
    return new Model(
        MODEL,
        List.of(card.version()),
        "onnx_onnxv1",
        List.of(new Tensor(INPUT, "FP32", List.of(-1, card.features().size()))),
        List.of(new Tensor(OUTPUT, "FP32", List.of(-1, card.quantiles().size()))));
  }

  @GET
  @Path("/models/{model}/versions/{version}")
  @Operation(summary = "The inputs and outputs of a version of the model")
  public Model model(String model, String version) {
    return told(open(model, version).card());
  }

  @GET
  @Path("/models/{model}/ready")
  @Operation(summary = "Whether the model can be asked")
  public ModelReady ready(String model) {
    open(model);
    return new ModelReady(MODEL, true);
  }

  @GET
  @Path("/models/{model}/versions/{version}/ready")
  @Operation(summary = "Whether a version of the model can be asked")
  public ModelReady ready(String model, String version) {
    open(model, version);
    return new ModelReady(MODEL, true);
  }

  /// The model that serves.
  ///
  /// @throws ProblemException 404 for another name, 503 where no model serves
  ServedModel.Open open(String name) {
    if (!name.equals(MODEL)) {
      throw new ProblemException(
          ProblemKind.NOT_FOUND, "There is no model '" + name + "'; there is '" + MODEL + "'.");
    }
    return open();
  }

  /// The same, if it is of a version.
  ServedModel.Open open(String name, String version) {
    ServedModel.Open open = open(name);
    String serves = open.card().version();
    if (!version.equals(serves)) {
      throw new ProblemException(
          ProblemKind.NOT_FOUND,
          "Version '" + version + "' does not serve; '" + serves + "' does.");
    }
    return open;
  }

  private ServedModel.Open open() {
    return switch (serving.now()) {
      case ServedModel.Open open -> open;
      case ServedModel.Absent absent ->
          throw new ProblemException(ProblemKind.UNAVAILABLE, absent.reason());
    };
  }
}
