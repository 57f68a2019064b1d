package io.parcook.service.display;

import io.parcook.service.forecast.ServedModel;
import io.parcook.service.learning.ModelLife;
import io.parcook.service.learning.Standing;
import io.parcook.service.learning.StoreLearning;
import io.parcook.service.learning.StoreModels;
import io.parcook.service.learning.Trial;
import io.parcook.service.problem.ProblemException;
import io.parcook.service.problem.ProblemKind;
import io.parcook.sync.catalog.Actor;
import io.parcook.sync.catalog.Artifact;
import io.parcook.sync.catalog.Catalog;
import io.parcook.sync.catalog.CatalogState;
import io.parcook.sync.catalog.DamagedContentException;
import io.parcook.sync.catalog.NotRecordedException;
import io.parcook.sync.catalog.Rollback;
import io.parcook.sync.catalog.ServableModel;
import io.parcook.sync.catalog.Why;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The versions of this store's model, and the way back.
@Path("/api/v1/models")
@Tag(name = "models")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class ModelsResource {

  private final StoreModels models;
  private final StoreLearning learning;

  public ModelsResource(StoreModels models, StoreLearning learning) {
    this.models = models;
    this.learning = learning;
  }

  @GET
  @Operation(summary = "Versions with their states and figures, and the last decisions")
  public ModelsJson models(
      @Parameter(description = "Decisions, 1 to 256; 50 where absent") @RestQuery
          @Nullable String decisions) {
    int most = Query.number("decisions", decisions, 50, 1, CatalogState.HISTORY);
    return told(life(), most);
  }

  @GET
  @Path("/contents/{digest}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @Operation(
      summary = "A file of what serves, such as sha256:…",
      description = "The base or the adapter, for a night that a Job runs.")
  @APIResponse(responseCode = "404", description = "It does not serve, or no longer")
  public byte[] content(@PathParam("digest") String digest) {
    Catalog catalog = life().catalog();
    try {
      ServableModel serves =
          catalog.state().live().map(catalog::load).orElseThrow(() -> serves(digest));
      Artifact artifact = serves.version().version().artifact();
      if (artifact.base().toString().equals(digest)) {
        return serves.base();
      }
      return serves
          .adapter()
          .filter(_ -> artifact.digest().toString().equals(digest))
          .orElseThrow(() -> serves(digest));
    } catch (DamagedContentException | NotRecordedException unreadable) {
      throw new ProblemException(
          ProblemKind.MODELS_UNAVAILABLE, String.valueOf(unreadable.getMessage()));
    }
  }

  private static ProblemException serves(String digest) {
    return new ProblemException(
        ProblemKind.NOT_FOUND, digest + " does not serve; GET /api/v1/models tells what does.");
  }

  @POST
  @Path("/rollback")
  @Operation(summary = "Goes back to the last good version, at once")
  public ModelsJson rollBack(
      @Parameter(description = "Why, for the journal, at most 200 characters") @RestQuery
          @Nullable String reason) {
    String why = reason == null || reason.isBlank() ? "By hand." : reason.strip();
    if (why.length() > 200) {
      throw new ProblemException(ProblemKind.BAD_REQUEST, "A reason has at most 200 characters.");
    }
    try {
      return switch (life().rollBack(new Why(Actor.OPERATOR, why))) {
        case Rollback.Done _ -> told(life(), 50);
        case Rollback.NothingBefore(var live) ->
            throw new ProblemException(
                ProblemKind.NOTHING_BEFORE,
                live.version() + " serves, and there is nothing before it to go back to.");
        case Rollback.NothingLive _ ->
            throw new ProblemException(
                ProblemKind.NOTHING_BEFORE, "No model serves; there is nothing to go back from.");
      };
    } catch (NotRecordedException notOnDisk) {
      throw new ProblemException(
          ProblemKind.MODELS_UNAVAILABLE, String.valueOf(notOnDisk.getMessage()));
    }
  }

  private ModelLife life() {
    return switch (models) {
      case StoreModels.Kept(ModelLife life) -> life;
      case StoreModels.Unkept(_, String reason) ->
          throw new ProblemException(ProblemKind.MODELS_UNAVAILABLE, reason);
    };
  }

  private ModelsJson told(ModelLife life, int decisions) {
    CatalogState state = life.catalog().state();
    var history = state.history();
    List<ModelsJson.Decision> journal =
        history.subList(Math.max(0, history.size() - decisions), history.size()).reversed().stream()
            .map(ModelsJson.Decision::of)
            .toList();
    List<ModelsJson.Version> versions =
        state.versions().stream().map(ModelsJson.Version::of).toList();
    List<Standing> trials =
        switch (learning) {
          case StoreLearning.On(Trial trial, _) -> trial.standings();
          case StoreLearning.Off _ -> List.of();
        };
    return switch (life.serving().now()) {
      case ServedModel.Open open ->
          new ModelsJson(open.card().version(), null, versions, trials, journal);
      case ServedModel.Absent absent ->
          new ModelsJson(null, absent.reason(), versions, trials, journal);
    };
  }
}
