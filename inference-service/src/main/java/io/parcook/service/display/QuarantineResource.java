package io.parcook.service.display;

import io.parcook.pipeline.intake.QuarantineReason;
import io.parcook.pipeline.ledger.Ledger;
import io.parcook.pipeline.ledger.QuarantinedEvent;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Events that could not be understood, for a person to look at.
@Path("/api/v1/quarantine")
@Tag(name = "events")
public class QuarantineResource {

  /// How much of an event is shown.
  private static final int SHOWN_BYTES = 1_024;

  private final Ledger ledger;

  public QuarantineResource(Ledger ledger) {
    this.ledger = ledger;
  }

  /// A page of the quarantine, newest first.
  ///
  /// @param held events in quarantine, by reason
  /// @param next what `before` is on the next page; absent on the last
  public record Page(Map<QuarantineReason, Long> held, List<Event> events, @Nullable Long next) {}

  /// One event.
  ///
  /// @param seq its place in the quarantine
  /// @param bytes its length as kept
  /// @param start how it begins, as UTF-8 as far as it is
  public record Event(
      long seq,
      Instant received,
      QuarantineReason reason,
      String detail,
      @Nullable String source,
      @Nullable String id,
      int bytes,
      String start) {

    static Event of(QuarantinedEvent event) {
      byte[] raw = event.raw();
      return new Event(
          event.seq(),
          event.received(),
          event.reason(),
          event.detail(),
          event.id() == null ? null : event.id().source(),
          event.id() == null ? null : event.id().id(),
          raw.length,
          new String(raw, 0, Math.min(raw.length, SHOWN_BYTES), StandardCharsets.UTF_8));
    }
  }

  @GET
  @Blocking
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Events that could not be understood, newest first")
  public Page quarantine(
      @Parameter(description = "Begin after this place; the newest where absent") @RestQuery
          @Nullable String before,
      @Parameter(description = "Events a page, 1 to 200") @RestQuery @Nullable String limit) {
    int size = Query.number("limit", limit, 50, 1, 200);
    Long place = Query.number("before", before);
    List<QuarantinedEvent> events =
        ledger.queries().quarantine(place == null ? Long.MAX_VALUE : place, size);
    Long next = events.size() < size ? null : Long.valueOf(events.getLast().seq());
    return new Page(
        ledger.queries().quarantineCounts(), events.stream().map(Event::of).toList(), next);
  }
}
