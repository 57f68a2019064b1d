package io.parcook.service.display;

import io.parcook.service.learning.NightRecord;
import io.parcook.service.learning.Nights;
import io.parcook.service.learning.StoreLearning;
import io.parcook.service.problem.ProblemException;
import io.parcook.service.problem.ProblemKind;
import io.parcook.service.settings.ParcookConfig;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/// The nights in which the store learns.
@Path("/api/v1/tuning")
@Tag(name = "models")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class TuningResource {

  /// Where Jobs ask for nights, and report them.
  static final String NIGHTS = "/api/v1/tuning/nights";

  private static final URI HERE = URI.create("/api/v1/tuning");

  private final StoreLearning learning;
  private final ParcookConfig config;

  public TuningResource(StoreLearning learning, ParcookConfig config) {
    this.learning = learning;
    this.config = config;
  }

  @GET
  @Operation(summary = "Whether a night runs, how far it is, and what came of the last ones")
  public TuningJson tuning() {
    Nights nights = nights(learning);
    return new TuningJson(
        nights.runs(),
        nights.progress().orElse(null),
        nights.next().orElse(null),
        nights.cannot().orElse(null),
        nights.waiting().orElse(null),
        nights.nights());
  }

  @POST
  @Operation(
      summary = "Begins a night now; where Jobs run them, the next Job that asks begins it",
      description = "`result` is RUNNING or, where a Job is awaited, WAITING; `reason` says how.")
  @APIResponse(responseCode = "202", description = "It has begun, or waits; ask here how it goes")
  @APIResponse(responseCode = "409", description = "One runs already")
  @APIResponse(responseCode = "503", description = "None can run")
  public RestResponse<NightRecord> begin() {
    return switch (nights(learning).begin(NightRecord.Trigger.HAND, "Somebody asked for it.")) {
      case Nights.Begun.Started(NightRecord night) -> accepted(night);
      case Nights.Begun.Waits(NightRecord night) -> accepted(night);
      case Nights.Begun.RunsAlready(NightRecord night) ->
          throw new ProblemException(
              ProblemKind.NIGHT_RUNS,
              "A night has run since " + night.began() + "; ask " + HERE + " how it goes.");
      case Nights.Begun.Cannot(String reason) ->
          throw new ProblemException(ProblemKind.CANNOT_LEARN, reason);
    };
  }

  @POST
  @Path("/nights")
  @Operation(
      summary = "Gives a Job the night that waits for one",
      description =
          "Only with `parcook.tuning.by=job`. The Job fetches what serves from"
              + " `/api/v1/models/contents`, and says what came of it by a PUT under the night's"
              + " name.")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = NightTask.class)))
  @APIResponse(responseCode = "204", description = "None is due")
  @APIResponse(responseCode = "409", description = "Nights are the service's own children here")
  public Response take() {
    return nightsOfJobs(learning)
        .take()
        .map(taken -> NightTask.of(taken, config))
        .map(task -> Response.created(URI.create(NIGHTS + "/" + task.night())).entity(task).build())
        .orElseGet(() -> Response.noContent().build());
  }

  private static RestResponse<NightRecord> accepted(NightRecord night) {
    return RestResponse.ResponseBuilder.<NightRecord>accepted()
        .entity(night)
        .location(HERE)
        .build();
  }

  /// @throws ProblemException where the service runs its nights itself
  static Nights nightsOfJobs(StoreLearning learning) {
    Nights nights = nights(learning);
    if (!nights.byJobs()) {
      throw new ProblemException(
          ProblemKind.NOT_NOW,
          "This service runs its nights itself; with parcook.tuning.by=job it leaves them to Jobs.");
    }
    return nights;
  }

  private static Nights nights(StoreLearning learning) {
    return switch (learning) {
      case StoreLearning.On(_, Nights nights) -> nights;
      case StoreLearning.Off(String reason) ->
          throw new ProblemException(ProblemKind.MODELS_UNAVAILABLE, reason);
    };
  }
}
