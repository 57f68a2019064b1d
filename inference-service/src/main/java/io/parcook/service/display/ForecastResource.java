package io.parcook.service.display;

import io.parcook.models.forecast.Forecast;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.service.forecast.LiveForecast;
import io.parcook.service.forecast.Made;
import io.parcook.service.problem.ProblemException;
import io.parcook.service.problem.ProblemKind;
import io.parcook.service.settings.StoreClock;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// What will be ordered.
@Path("/api/v1/forecasts")
@Tag(name = "forecasts")
public class ForecastResource {

  /// Most rows, items times steps, that one question may ask for.
  static final int ROWS = 50_000;

  private final LiveForecast live;
  private final ForecastFeed feed;
  private final DemandHistory history;
  private final StoreClock clock;

  public ForecastResource(
      LiveForecast live, ForecastFeed feed, DemandHistory history, StoreClock clock) {
    this.live = live;
    this.feed = feed;
    this.history = history;
    this.clock = clock;
  }

  /// The live forecast, or one for the items and times asked for. `Age` says how old it is, by the
  /// store's clock.
  @GET
  @NonBlocking
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Forecasts by item and interval",
      description =
          "Without parameters, the live forecast of all items. Times that the live forecast does"
              + " not hold are computed for the question.")
  public CompletionStage<Response> forecasts(
      @Parameter(description = "Item codes; all items where absent") @RestQuery List<String> item,
      @Parameter(description = "Start of the first interval; the current one where absent")
          @RestQuery
          @Nullable String from,
      @Parameter(description = "Number of intervals") @RestQuery @Nullable String steps,
      @Parameter(description = "Instead of steps, a duration such as PT6H") @RestQuery
          @Nullable String horizon) {
    ForecastFeed.Page page =
        feed.last()
            .orElseThrow(
                () ->
                    new ProblemException(
                        ProblemKind.NO_FORECAST, "The first forecast is being made."));
    Forecast newest = page.made().forecast();
    if (item.isEmpty() && from == null && steps == null && horizon == null) {
      return CompletableFuture.completedStage(answer(page.made(), page.json()));
    }
    Span span =
        Span.of(
            newest,
            Query.instant("from", from),
            steps == null ? null : Query.number("steps", steps, 1, 1, ROWS),
            Query.duration("horizon", horizon));
    List<String> items = item.isEmpty() ? newest.items() : List.copyOf(item);
    checkItems(items, span);
    return live.ask(items, span.from(), span.steps())
        .thenApply(made -> answer(made, feed.writer().write(made)));
  }

  private void checkItems(List<String> items, Span span) {
    for (String name : items) {
      if (history.item(name) < 0) {
        throw new ProblemException(
            ProblemKind.NOT_FOUND,
            "This store has not sold the item '"
                + name
                + "'. GET /api/v1/items lists those it has.");
      }
    }
    if ((long) items.size() * span.steps() > ROWS) {
      throw Query.bad(
          items.size()
              + " items and "
              + span.steps()
              + " steps are more than "
              + ROWS
              + " rows. Ask for fewer at a time.");
    }
  }

  private Response answer(Made made, byte[] json) {
    long age = Math.max(0, Duration.between(made.madeAt(), clock.instant()).toSeconds());
    return Response.ok(json)
        .header("Age", age)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .build();
  }

  /// The intervals asked for.
  record Span(Instant from, int steps) {

    static Span of(
        Forecast newest,
        @Nullable Instant from,
        @Nullable Integer steps,
        @Nullable Duration horizon) {
      long interval = newest.interval().toMillis();
      Instant start = newest.from();
      if (from != null) {
        start = Instant.ofEpochMilli(Math.floorDiv(from.toEpochMilli(), interval) * interval);
      }
      if (start.isBefore(newest.from())) {
        throw Query.bad(
            "from is in the past; forecasts begin with the current interval, "
                + newest.from()
                + ".");
      }
      if (steps != null && horizon != null) {
        throw Query.bad("Give steps or horizon, not both: they say the same.");
      }
      int count = newest.steps();
      if (steps != null) {
        count = steps;
      } else if (horizon != null) {
        count = (int) Math.min(Integer.MAX_VALUE, horizon.toMillis() / interval);
      }
      if (count < 1) {
        throw new ProblemException(
            ProblemKind.BAD_REQUEST,
            "A forecast has one step or more; asked for are " + count + ".");
      }
      return new Span(start, count);
    }
  }
}
