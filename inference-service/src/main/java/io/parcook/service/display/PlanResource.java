package io.parcook.service.display;

import io.parcook.pipeline.event.Adjusted;
import io.parcook.pipeline.event.Cook;
import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.ledger.NotStoredException;
import io.parcook.plan.menu.Menu;
import io.parcook.service.plan.EventRefusedException;
import io.parcook.service.plan.LivePlan;
import io.parcook.service.plan.PlanState;
import io.parcook.service.plan.StepAsk;
import io.parcook.service.plan.Stepped;
import io.parcook.service.problem.LedgerRefusal;
import io.parcook.service.problem.ProblemException;
import io.parcook.service.problem.ProblemKind;
import io.parcook.service.settings.StoreClock;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What to cook now, and what cooks and managers say to it.
@Path("/api/v1/plan")
@Tag(name = "plan")
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class PlanResource {

  private static final String SOURCE = "/parcook/plan";

  private final LivePlan plan;
  private final PlanFeed feed;
  private final StoreClock clock;

  public PlanResource(LivePlan plan, PlanFeed feed, StoreClock clock) {
    this.plan = plan;
    this.feed = feed;
    this.clock = clock;
  }

  /// What a screen says with a step.
  ///
  /// @param at when it was done; absent for now
  /// @param portions of a batch that is started; absent for those planned
  /// @param by which screen says so; not kept
  /// @param from what is undone: `COOKING` or `READY`, the state that the screen saw; a batch that
  ///     is in another by now stays as it is. Absent, the last step
  public record StepBody(
      @Nullable Instant at,
      @Nullable Integer portions,
      @Nullable String by,
      PlanState.@Nullable BatchState from) {}

  /// A batch after a step, and the revision of the state that shows it.
  public record BatchNow(long revision, PlanState.Batch batch) {}

  /// Portions cooked, thrown away or counted without a batch.
  ///
  /// @param id names what is said, so that it may be sent again; absent, it counts each time
  public record CookBody(
      @Nullable String id,
      @Nullable String item,
      @Nullable Integer cooked,
      @Nullable Integer discarded,
      @Nullable Integer counted,
      @Nullable String by) {}

  /// An item after a cook said something of it.
  public record ItemNow(long revision, PlanState.Item item) {}

  /// What a manager says.
  ///
  /// @param id names it, so that it may be sent again or replaced; absent, one is made
  /// @param kind `slider` or `par`
  /// @param from absent for now
  public record AdjustmentBody(
      @Nullable String id,
      @Nullable String kind,
      @Nullable Double factor,
      @Nullable String station,
      @Nullable String item,
      @Nullable Integer portions,
      @Nullable Instant from,
      @Nullable Instant until) {}

  /// What a manager said, and the revision of the state that follows it.
  public record AdjustmentNow(long revision, PlanState.AdjustmentJson adjustment) {}

  @GET
  @Operation(
      summary = "What to cook now, what is on hand and what will be needed",
      description = "The whole state that every screen shows, as the live stream has it.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = PlanState.class)))
  public Response plan() {
    PlanFeed.Page page =
        feed.last()
            .orElseThrow(
                () ->
                    new ProblemException(
                        ProblemKind.NO_PLAN, "The first plan is being made; ask again."));
    return Response.ok(page.json()).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
  }

  @POST
  @Path("/{batch: .+}/{step: started|ready|undone|discarded}")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Says that a batch was started, is ready, or was thrown away, or undoes the last",
      description =
          "On disk before it is answered. The same again answers the same, and changes nothing.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = BatchNow.class)))
  @APIResponse(responseCode = "404", description = "The plan has no such batch")
  @APIResponse(responseCode = "409", description = "It cannot be done as the batch stands")
  public CompletionStage<BatchNow> step(
      @Parameter(description = "The batch's id, URL-encoded") @PathParam("batch") String batch,
      @PathParam("step") String step,
      @RequestBody(
              required = false,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(implementation = StepBody.class),
                      example = "{\"portions\": 12, \"by\": \"screen-fryer\"}"))
          @Nullable String body) {
    StepBody said = Bodies.read(body, StepBody.class, new StepBody(null, null, null, null));
    Integer portions = said.portions();
    if (portions != null && (portions < 1 || portions > 10_000)) {
      throw Query.bad("portions must be from 1 to 10000; it is " + portions + ".");
    }
    StepAsk ask = StepAsk.valueOf(step.toUpperCase(Locale.ROOT));
    return told(
        plan.step(batch, ask, said.at(), portions, said.from())
            .thenApply(
                done ->
                    switch (done) {
                      case Stepped.Done(long revision, PlanState.Batch now) ->
                          new BatchNow(revision, now);
                      case Stepped.Illegal(String why) ->
                          throw new ProblemException(
                              ProblemKind.NOT_NOW, "The batch " + batch + ": " + why);
                      case Stepped.Unknown() ->
                          throw new ProblemException(
                              ProblemKind.NOT_FOUND,
                              "The plan has no batch '"
                                  + batch
                                  + "'. GET /api/v1/plan shows those it has.");
                      case Stepped.NoMenu(String why) ->
                          throw new ProblemException(ProblemKind.NO_MENU, why);
                    }));
  }

  @POST
  @Path("/cook")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Says what was cooked, thrown away or counted without a batch")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ItemNow.class)))
  public CompletionStage<ItemNow> cook(
      @RequestBody(
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(implementation = CookBody.class),
                      example = "{\"item\": \"fries\", \"counted\": 14}"))
          @Nullable String body) {
    CookBody said = Bodies.read(body, CookBody.class, null);
    String item = known(said.item());
    if (said.cooked() == null && said.discarded() == null && said.counted() == null) {
      throw Query.bad("Give cooked, discarded or counted: portions.");
    }
    Cook cook =
        new Cook(
            new EventId(SOURCE, said.id() == null ? "cook/" + UUID.randomUUID() : said.id()),
            clock.instant(),
            item,
            said.cooked() == null ? 0 : said.cooked(),
            said.discarded() == null ? 0 : said.discarded(),
            said.counted());
    return told(
        plan.store(
            cook,
            () -> {
              PlanState state = state();
              return new ItemNow(
                  state.revision(),
                  state.items().stream()
                      .filter(one -> one.item().equals(item))
                      .findFirst()
                      .orElseThrow(() -> noItem(item)));
            }));
  }

  @GET
  @Path("/adjustments")
  @Operation(summary = "What the manager said that holds or will")
  public List<PlanState.AdjustmentJson> adjustments() {
    return state().adjustments();
  }

  @POST
  @Path("/adjustments")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Busier or calmer than forecast, or a par level, for a time")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = AdjustmentNow.class)))
  public CompletionStage<AdjustmentNow> adjust(
      @RequestBody(
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(implementation = AdjustmentBody.class),
                      example =
                          "{\"kind\": \"slider\", \"factor\": 1.25, \"station\": \"fry\","
                              + " \"until\": \"2026-11-23T14:00:00Z\"}"))
          @Nullable String body) {
    AdjustmentBody said = Bodies.read(body, AdjustmentBody.class, null);
    String id = said.id() == null ? UUID.randomUUID().toString() : said.id();
    Instant now = clock.instant();
    Adjusted event =
        new Adjusted(
            new EventId(SOURCE, "adjustment/" + id + "/" + now),
            now,
            id,
            AdjustmentTerms.of(said, now, plan.menu().menu()));
    return told(
        plan.store(
            event,
            () -> {
              PlanState state = state();
              return new AdjustmentNow(
                  state.revision(),
                  state.adjustments().stream()
                      .filter(one -> one.id().equals(id))
                      .findFirst()
                      .orElseThrow(() -> Query.bad("It is over before it began.")));
            }));
  }

  @DELETE
  @Path("/adjustments/{id}")
  @Operation(summary = "Takes back what the manager said")
  @APIResponse(responseCode = "204", description = "It holds no longer")
  public CompletionStage<Response> end(@PathParam("id") String id) {
    if (state().adjustments().stream().noneMatch(one -> one.id().equals(id))) {
      throw new ProblemException(
          ProblemKind.NOT_FOUND,
          "There is no adjustment '"
              + id
              + "'. GET /api/v1/plan/adjustments lists those there are.");
    }
    Instant now = clock.instant();
    Adjusted event =
        new Adjusted(
            new EventId(SOURCE, "adjustment/" + id + "/" + now + "/ended"),
            now,
            id,
            new Adjusted.Ended());
    Supplier<Response> gone = () -> Response.noContent().build();
    return told(plan.store(event, gone));
  }

  private String known(@Nullable String item) {
    Menu menu = plan.menu().menu();
    if (menu == null) {
      throw new ProblemException(ProblemKind.NO_MENU, String.valueOf(plan.menu().words()));
    }
    if (item == null || !menu.items().containsKey(item)) {
      throw noItem(item);
    }
    return item;
  }

  private static ProblemException noItem(@Nullable String item) {
    return new ProblemException(
        ProblemKind.NOT_FOUND,
        "The menu has no item '" + item + "'. GET /api/v1/menu lists those it has.");
  }

  private PlanState state() {
    return plan.last()
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemKind.NO_PLAN, "The first plan is being made; ask again."));
  }

  /// Tells in the service's own words why a thing was not stored.
  private static <T> CompletionStage<T> told(CompletionStage<T> stored) {
    return stored.exceptionallyCompose(
        thrown -> {
          Throwable cause =
              thrown instanceof CompletionException && thrown.getCause() != null
                  ? thrown.getCause()
                  : thrown;
          return CompletableFuture.failedFuture(
              switch (cause) {
                case EventRefusedException refused ->
                    Query.bad(String.valueOf(refused.getMessage()));
                case NotStoredException lost ->
                    new ProblemException(
                        LedgerRefusal.kind(lost), String.valueOf(lost.getMessage()));
                default -> cause;
              });
        });
  }
}
