package io.parcook.service.display;

import io.parcook.service.cloud.Cloud;
import io.parcook.service.cloud.CloudLine;
import io.parcook.service.problem.ProblemException;
import io.parcook.service.problem.ProblemKind;
import io.parcook.sync.fetch.Round;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/// The store's look at its cloud, by hand or by the cloud's own call.
@Path("/api/v1/models/sync")
@Tag(name = "models")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class SyncResource {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Cloud cloud;

  public SyncResource(Cloud cloud) {
    this.cloud = cloud;
  }

  @GET
  @Operation(summary = "What the last look at the cloud found")
  public SyncJson found() {
    return told(line(), line().last());
  }

  @POST
  @Operation(summary = "Looks at the cloud now")
  @APIResponse(responseCode = "202", description = "What was found, or that it is on its way")
  @APIResponse(responseCode = "503", description = "This store has no cloud")
  public RestResponse<SyncJson> look() throws InterruptedException {
    return RestResponse.accepted(told(line(), line().look(PATIENCE)));
  }

  private static SyncJson told(CloudLine line, Optional<Round> round) {
    return round
        .map(
            found ->
                new SyncJson(
                    true,
                    found.getClass().getSimpleName(),
                    found.message(),
                    line.lastAt().orElse(null)))
        .orElseGet(
            () -> new SyncJson(false, null, "It is on its way.", line.lastAt().orElse(null)));
  }

  private CloudLine line() {
    return switch (cloud) {
      case Cloud.On(CloudLine line, _) -> line;
      case Cloud.Off(String reason) -> throw new ProblemException(ProblemKind.NO_CLOUD, reason);
    };
  }
}
