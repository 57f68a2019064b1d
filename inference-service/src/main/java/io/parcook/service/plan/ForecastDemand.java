package io.parcook.service.plan;

import io.parcook.models.forecast.ForecastSource;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.plan.cook.Door;
import io.parcook.plan.demand.DemandPaths;
import io.parcook.plan.demand.Dependence;
import io.parcook.plan.demand.PathMaker;
import io.parcook.plan.menu.Menu;
import io.parcook.service.forecast.Made;
import io.parcook.service.plan.PlanState.Basis;
import io.parcook.service.plan.PlanState.BasisWhy;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The demand that a plan is made from: a forecast's paths, of the items that have been sold for
/// long enough to be forecast. The others are kept at their par levels.
final class ForecastDemand {

  /// Days since an item was first sold after which its forecast is trusted.
  static final int DAYS = 3;

  /// Demand and what it rests on.
  ///
  /// @param why it is not the model; null where it is
  record Known(Map<String, DemandPaths> paths, Basis basis, @Nullable BasisWhy why) {

    /// The same where more people than usual came in.
    Known seenBy(@Nullable Door door, Instant now) {
      return door == null ? this : new Known(door.lift(paths, now), basis, why);
    }
  }

  private final DemandHistory history;
  private final Menu menu;
  private final PathMaker maker;
  private long last;
  private Known known;

  ForecastDemand(DemandHistory history, Menu menu) {
    this.history = history;
    this.menu = menu;
    maker = new PathMaker(menu, Dependence.USUAL);
    known =
        new Known(
            Map.of(),
            Basis.PAR,
            new BasisWhy(
                BasisWhy.Kind.NO_FORECAST,
                List.of(),
                "There is no forecast yet: the menu's par levels stand in."));
  }

  Known of(@Nullable Made made) {
    if (made != null && made.id() != last) {
      last = made.id();
      known = know(made);
    }
    return known;
  }

  private Known know(Made made) {
    long today = history.calendar().day(made.madeAt());
    Map<String, DemandPaths> paths = new HashMap<>(maker.of(made.forecast()));
    paths.keySet().removeIf(item -> !isOld(item, today));
    if (2 * paths.size() < menu.items().size()) {
      int young = menu.items().size() - paths.size();
      return new Known(
          paths,
          Basis.PAR,
          new BasisWhy(
              BasisWhy.Kind.YOUNG_ITEMS,
              List.of(young, menu.items().size(), DAYS),
              young
                  + " of "
                  + menu.items().size()
                  + " items have been sold for less than "
                  + DAYS
                  + " days: the menu's par levels stand in."));
    }
    return switch (made.forecast().source()) {
      case ForecastSource.Model _ -> new Known(paths, Basis.MODEL, null);
      case ForecastSource.UsualLevel(String reason) ->
          new Known(paths, Basis.USUAL, new BasisWhy(BasisWhy.Kind.NO_MODEL, List.of(), reason));
    };
  }

  private boolean isOld(String item, long today) {
    return menu.takers(item).keySet().stream()
        .anyMatch(
            code -> {
              int place = history.item(code);
              return place >= 0
                  && history.read(window -> window.item(place).firstDay()) <= today - DAYS;
            });
  }
}
