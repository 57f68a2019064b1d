package io.parcook.service.display;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parcook.plan.menu.Menu;
import io.parcook.plan.menu.MenuItem;
import io.parcook.service.plan.LivePlan;
import io.parcook.service.plan.MenuFile;
import io.parcook.service.plan.PlanState.MenuStanding;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What the kitchen cooks.
@Path("/api/v1/menu")
@Tag(name = "plan")
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class MenuResource {

  private final LivePlan plan;

  public MenuResource(LivePlan plan) {
    this.plan = plan;
  }

  /// The menu in use.
  ///
  /// @param words what is wrong with its file, and what to do; absent where nothing is
  /// @param since when it was read
  /// @param stations in the file's order
  /// @param orders by the code on the till: which items one order takes, and how many portions
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record MenuJson(
      MenuStanding state,
      @Nullable String words,
      @Nullable Instant since,
      List<String> stations,
      List<Part> dayparts,
      Map<String, Integer> equipment,
      List<Made> items,
      Map<String, Map<String, Integer>> orders) {}

  /// A part of the day, until the next one begins.
  public record Part(String name, LocalTime from) {}

  /// How an item is cooked; see the menu's schema.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Made(
      String item,
      String station,
      int minimum,
      int multiple,
      int maximum,
      Duration lead,
      Duration hold,
      double wasteCost,
      double missingCost,
      @Nullable String equipment,
      int places,
      List<String> substitutes,
      List<String> dayparts,
      Map<String, Integer> par) {

    static Made of(MenuItem item, Menu menu) {
      var place = item.place();
      return new Made(
          item.name(),
          item.station(),
          item.batches().minimum(),
          item.batches().multiple(),
          item.batches().maximum(),
          item.lead(),
          item.hold(),
          item.wasteCost(),
          item.missingCost(),
          place == null ? null : place.equipment(),
          place == null ? 0 : place.places(),
          item.substitutes(),
          menu.dayparts().stream()
              .map(part -> part.name())
              .filter(item.dayparts()::contains)
              .toList(),
          item.par());
    }
  }

  @GET
  @Operation(
      summary = "The menu in use: stations, items, dayparts, equipment, recipes",
      description = "Where there is none, it says so, and everything in it is empty.")
  public MenuJson menu() {
    MenuFile.Now now = plan.menu();
    Menu menu = now.menu();
    if (menu == null) {
      return new MenuJson(
          now.standing(),
          now.words(),
          now.since(),
          List.of(),
          List.of(),
          Map.of(),
          List.of(),
          Map.of());
    }
    return new MenuJson(
        now.standing(),
        now.words(),
        now.since(),
        menu.items().values().stream().map(MenuItem::station).distinct().toList(),
        menu.dayparts().stream().map(part -> new Part(part.name(), part.from())).toList(),
        menu.equipment().values().stream()
            .collect(
                Collectors.toMap(
                    one -> one.name(), one -> one.capacity(), (a, _) -> a, LinkedHashMap::new)),
        menu.items().values().stream().map(item -> Made.of(item, menu)).toList(),
        menu.orders());
  }
}
