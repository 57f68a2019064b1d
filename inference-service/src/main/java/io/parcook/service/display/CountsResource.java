package io.parcook.service.display;

import io.parcook.pipeline.ledger.ItemCount;
import io.parcook.pipeline.ledger.Ledger;
import io.parcook.service.settings.StoreClock;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// What the ledger has counted, for whoever wants to check it.
@Path("/api/v1/counts")
@Tag(name = "store")
public class CountsResource {

  /// Longest span that is told interval by interval.
  static final Duration LONGEST = Duration.ofDays(8);

  private final Ledger ledger;
  private final StoreClock clock;

  public CountsResource(Ledger ledger, StoreClock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /// Counts over the intervals that start from `from` (inclusive) to `until` (exclusive).
  public record Counts(Instant from, Instant until, List<Count> counts) {}

  /// Portions of one item.
  ///
  /// @param from start of what is counted
  /// @param demand `sold − voided`
  public record Count(
      Instant from, String item, long demand, long sold, long voided, long cooked, long discarded) {

    static Count of(ItemCount count) {
      return new Count(
          count.from(),
          count.item(),
          count.sold() - count.voided(),
          count.sold(),
          count.voided(),
          count.cooked(),
          count.discarded());
    }
  }

  @GET
  @Blocking
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "What the ledger has counted")
  public Counts counts(
      @Parameter(description = "Item codes; all items where absent") @RestQuery List<String> item,
      @Parameter(description = "From when; the beginning where absent") @RestQuery
          @Nullable String from,
      @Parameter(description = "Until when, exclusive; a day from now where absent") @RestQuery
          @Nullable String until,
      @Parameter(description = "`span`: one count an item; `interval`: one an item and interval")
          @RestQuery
          @DefaultValue("span")
          String by) {
    Instant begin = Objects.requireNonNullElse(Query.instant("from", from), Instant.EPOCH);
    Instant asked = Query.instant("until", until);
    Instant end = asked == null ? clock.instant().plus(Duration.ofDays(1)) : asked;
    boolean byInterval = by.equals("interval");
    if (!byInterval && !by.equals("span")) {
      throw Query.bad("by must be span or interval; it is '" + by + "'.");
    }
    if (byInterval && Duration.between(begin, end).compareTo(LONGEST) > 0) {
      throw Query.bad(
          "Counts by interval are told for at most "
              + LONGEST
              + " at a time; give from and until.");
    }
    Set<String> wanted = Set.copyOf(item);
    List<ItemCount> counts =
        byInterval ? ledger.queries().intervals(begin, end) : ledger.queries().counts(begin, end);
    return new Counts(
        begin,
        end,
        counts.stream()
            .filter(count -> wanted.isEmpty() || wanted.contains(count.item()))
            .map(Count::of)
            .toList());
  }
}
