package io.parcook.service.display;

import io.parcook.pipeline.history.DemandHistory;
import io.parcook.service.settings.StoreClock;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The items the store has sold lately.
@Path("/api/v1/items")
@Tag(name = "store")
public class ItemsResource {

  private final DemandHistory history;
  private final StoreClock clock;

  public ItemsResource(DemandHistory history, StoreClock clock) {
    this.history = history;
    this.clock = clock;
  }

  /// An item and whether it is sold out now.
  public record Item(String item, boolean soldOut) {}

  /// In order of first appearance.
  public record Items(List<Item> items) {}

  @GET
  @NonBlocking
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Items, in order of first appearance")
  public Items items() {
    Instant now = clock.instant();
    List<Item> items = new ArrayList<>();
    for (String name : history.items()) {
      int place = history.item(name);
      items.add(new Item(name, place >= 0 && history.isSoldOut(place, now)));
    }
    return new Items(items);
  }
}
