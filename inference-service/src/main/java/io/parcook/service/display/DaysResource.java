package io.parcook.service.display;

import io.parcook.service.day.DayJson;
import io.parcook.service.day.Days;
import io.parcook.service.problem.ProblemException;
import io.parcook.service.problem.ProblemKind;
import io.parcook.service.settings.ParcookConfig;
import io.parcook.service.settings.StoreClock;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The manager's day.
@Path("/api/v1/days")
@Tag(name = "plan")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class DaysResource {

  private final Days days;
  private final ParcookConfig config;
  private final StoreClock clock;

  public DaysResource(Days days, ParcookConfig config, StoreClock clock) {
    this.days = days;
    this.config = config;
    this.clock = clock;
  }

  @GET
  @Path("/{date}")
  @Operation(
      summary = "A day: what sold, what had been forecast, accuracy, waste, stock-outs, events",
      description =
          "The forecast of an interval is the one that was made an hour before it began, as it was"
              + " said then.")
  @APIResponse(responseCode = "400", description = "That is no date")
  @APIResponse(responseCode = "404", description = "That day has not begun")
  public DayJson day(
      @Parameter(description = "By the store's wall clock, such as 2026-11-23") @PathParam("date")
          String date) {
    LocalDate day;
    try {
      day = LocalDate.parse(date);
    } catch (DateTimeException _) {
      throw Query.bad("The date must be one such as 2026-11-23; it is '" + date + "'.");
    }
    LocalDate today = LocalDate.ofInstant(clock.instant(), config.store().zone());
    if (day.isAfter(today)) {
      throw new ProblemException(
          ProblemKind.NOT_FOUND, day + " has not begun; today is " + today + ".");
    }
    return days.of(day);
  }
}
