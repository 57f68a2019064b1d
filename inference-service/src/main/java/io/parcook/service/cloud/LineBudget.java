package io.parcook.service.cloud;

import io.parcook.service.settings.ParcookConfig;
import io.parcook.service.settings.Rush;
import io.parcook.sync.registry.BudgetPlan;
import io.parcook.sync.rollout.RushHours;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/// What model traffic may take of this store's line, as it is configured. Where no windows are, the
/// rush hours are closed.
public final class LineBudget {

  private LineBudget() {}

  /// @throws IllegalArgumentException if windows are written otherwise, or overlap
  public static BudgetPlan plan(ParcookConfig config, ZoneId zone) {
    List<BudgetPlan.Window> windows =
        config
            .sync()
            .windows()
            .map(LineBudget::windows)
            .orElseGet(
                () ->
                    config.tuning().rush().map(Rush::windows).orElseGet(List::of).stream()
                        .map(LineBudget::closed)
                        .toList());
    return new BudgetPlan(zone, config.sync().bytesPerHour().asLongValue(), windows);
  }

  private static BudgetPlan.Window closed(RushHours.Window rush) {
    return new BudgetPlan.Window(rush.from(), rush.to(), 0);
  }

  private static List<BudgetPlan.Window> windows(String text) {
    return Arrays.stream(text.split(",", -1)).map(LineBudget::window).toList();
  }

  /// `18:00-21:00=1M`.
  private static BudgetPlan.Window window(String text) {
    String[] parts = text.strip().split("[-=]", -1);
    try {
      if (parts.length == 3) {
        MemorySize most = new MemorySizeConverter().convert(parts[2].strip());
        return new BudgetPlan.Window(
            LocalTime.parse(parts[0].strip()),
            LocalTime.parse(parts[1].strip()),
            most.asLongValue());
      }
    } catch (DateTimeException | NullPointerException | IllegalArgumentException _) {
      // told below
    }
    throw new IllegalArgumentException(
        "parcook.sync.windows is written like 11:30-14:00=0,18:00-21:00=1M; found '" + text + "'");
  }
}
