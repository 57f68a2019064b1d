package io.parcook.service.display;

import io.parcook.service.learning.NightRecord;
import io.parcook.service.learning.Nights;
import io.parcook.service.learning.StoreLearning;
import io.parcook.service.problem.ProblemException;
import io.parcook.service.problem.ProblemKind;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/// The nights in which the store learns.
@Path("/api/v1/tuning")
@Tag(name = "models")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class TuningResource {

  private static final URI HERE = URI.create("/api/v1/tuning");

  private final StoreLearning learning;

  public TuningResource(StoreLearning learning) {
    this.learning = learning;
  }

  @GET
  @Operation(summary = "Whether a night runs, how far it is, and what came of the last ones")
  public TuningJson tuning() {
    Nights nights = nights();
    return new TuningJson(
        nights.runs(),
        nights.progress().orElse(null),
        nights.next().orElse(null),
        nights.cannot().orElse(null),
        nights.nights());
  }

  @POST
  @Operation(summary = "Begins a night now")
  @APIResponse(responseCode = "202", description = "It has begun; ask here how it goes")
  @APIResponse(responseCode = "409", description = "One runs already")
  @APIResponse(responseCode = "503", description = "None can run")
  public RestResponse<NightRecord> begin() {
    return switch (nights().begin(NightRecord.Trigger.HAND, "Somebody asked for it.")) {
      case Nights.Begun.Started(NightRecord night) ->
          RestResponse.ResponseBuilder.<NightRecord>accepted().entity(night).location(HERE).build();
      case Nights.Begun.RunsAlready(NightRecord night) ->
          throw new ProblemException(
              ProblemKind.NIGHT_RUNS,
              "A night has run since " + night.began() + "; ask " + HERE + " how it goes.");
      case Nights.Begun.Cannot(String reason) ->
          throw new ProblemException(ProblemKind.CANNOT_LEARN, reason);
    };
  }

  private Nights nights() {
    return switch (learning) {
      case StoreLearning.On(_, Nights nights) -> nights;
      case StoreLearning.Off(String reason) ->
          throw new ProblemException(ProblemKind.MODELS_UNAVAILABLE, reason);
    };
  }
}
