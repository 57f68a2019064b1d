package io.parcook.sync.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parcook.sync.registry.BudgetPlan.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Window RUSH = new Window(LocalTime.of(11, 30), LocalTime.of(14, 0), 0);
  private static final Window NIGHT = new Window(LocalTime.of(22, 0), LocalTime.of(6, 0), 2_500);
  private static final BudgetPlan PLAN = new BudgetPlan(BERLIN, 1_000, List.of(RUSH, NIGHT));

  private Instant now = at("2026-03-02T09:15");
  private final ByteBudget budget = new ByteBudget(PLAN, () -> now, Spent.NOTHING);

  @Test
  void anHourGivesWhatItHasAndTheNextOneGivesAgain() {
    assertThat(budget.take(700)).isEqualTo(700);
    assertThat(budget.take(700)).isEqualTo(300);
    assertThat(budget.take(1)).isZero();
    assertThat(budget.roomAt()).isEqualTo(at("2026-03-02T10:00"));
    now = at("2026-03-02T10:00");
    assertThat(budget.take(5_000)).isEqualTo(1_000);
  }

  @Test
  void nothingTravelsDuringTheRush() {
    now = at("2026-03-02T11:29:59");
    assertThat(budget.left()).isEqualTo(1_000);
    now = at("2026-03-02T11:30");
    assertThat(budget.take(1)).isZero();
    assertThat(budget.roomAt()).isEqualTo(at("2026-03-02T14:00"));
    now = at("2026-03-02T14:00");
    assertThat(budget.take(1)).isEqualTo(1);
  }

  @Test
  void aWindowOverMidnightIsOneWindow() {
    now = at("2026-03-02T22:00");
    assertThat(budget.take(9_999)).isEqualTo(1_000);
    now = at("2026-03-02T23:30");
    assertThat(budget.take(9_999)).isEqualTo(1_000);
    now = at("2026-03-03T00:30");
    assertThat(budget.take(9_999)).isEqualTo(500);
    now = at("2026-03-03T05:00");
    assertThat(budget.take(9_999)).isZero();
    assertThat(budget.roomAt()).isEqualTo(at("2026-03-03T06:00"));
  }

  @Test
  void whatDidNotTravelIsGivenBackAndWhatWasNotAskedForIsCounted() {
    assertThat(budget.take(800)).isEqualTo(800);
    budget.giveBack(500);
    assertThat(budget.left()).isEqualTo(700);
    budget.charge(900);
    assertThat(budget.left()).isEqualTo(-200);
    assertThat(budget.take(1)).isZero();
  }

  @Test
  void aRestartForgetsNothing() {
    assertThat(budget.take(700)).isEqualTo(700);
    ByteBudget later = new ByteBudget(PLAN, () -> now, budget.spent());
    assertThat(later.take(700)).isEqualTo(300);
  }

  @Test
  void noHourAndNoWindowEverGivesMoreThanItHas() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      // Over the night in which Berlin's clocks are put forward.
      now = at("2026-03-27T09:15");
      Map<Instant, Long> hours = new HashMap<>();
      Map<String, Long> windows = new HashMap<>();
      for (int step = 0; step < 800; step++) {
        now = now.plus(Duration.ofSeconds(random.nextInt(1_200)));
        long granted = budget.take(random.nextInt(900));
        if (random.nextInt(4) == 0) {
          budget.giveBack(granted);
          granted = 0;
        }
        hours.merge(now.truncatedTo(ChronoUnit.HOURS), granted, Long::sum);
        windows.merge(naiveWindow(now), granted, Long::sum);
      }
      assertThat(hours.values()).as("seed " + seed).allMatch(bytes -> bytes <= 1_000);
      windows.forEach(
          (name, bytes) -> {
            if (name.startsWith("night")) {
              assertThat(bytes).isBetween(1L, 2_500L);
            } else if (name.startsWith("rush")) {
              assertThat(bytes).isZero();
            }
          });
    }
  }

  /// Which window of which day, by the wall clock alone.
  private static String naiveWindow(Instant instant) {
    ZonedDateTime here = instant.atZone(BERLIN);
    int minute = here.getHour() * 60 + here.getMinute();
    if (minute >= 690 && minute < 840) {
      return "rush " + here.toLocalDate();
    }
    if (minute >= 1_320) {
      return "night " + here.toLocalDate();
    }
    return minute < 360 ? "night " + here.toLocalDate().minusDays(1) : "day " + here.toLocalDate();
  }

  @Test
  void whenThereIsRoomAgainThereIsRoom() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      now = at("2026-03-28T00:00").plus(Duration.ofMinutes(random.nextInt(3 * 1_440)));
      budget.take(random.nextInt(1_500));
      Instant room = budget.roomAt();
      assertThat(room).as("seed " + seed).isAfterOrEqualTo(now);
      if (budget.left() <= 0) {
        now = room.minusMillis(1);
        assertThat(budget.left()).as("seed " + seed).isLessThanOrEqualTo(0);
      }
      now = room;
      assertThat(budget.take(1)).as("seed " + seed).isEqualTo(1);
    }
  }

  @Test
  void windowsThatContradictEachOtherAreRefused() {
    Window lunch = new Window(LocalTime.of(12, 0), LocalTime.of(13, 0), 5);
    assertThatThrownBy(() -> new BudgetPlan(BERLIN, 1, List.of(RUSH, lunch)))
        .hasMessageContaining("Two windows contain 12:00");
    assertThatThrownBy(() -> new Window(LocalTime.NOON, LocalTime.NOON, 5))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSpeedIsJudgedByWholeWindows() {
    MinimumSpeed least = new MinimumSpeed(100, Duration.ofSeconds(10));
    MinimumSpeed.Watch watch = least.watch(0);
    assertThat(watch.tooSlow(9_999_999_999L, 0)).isEmpty();
    assertThat(watch.tooSlow(10_000_000_000L, 1_000)).isEmpty();
    assertThat(watch.tooSlow(15_000_000_000L, 1_000)).isEmpty();
    assertThat(watch.tooSlow(20_000_000_000L, 1_990)).isEqualTo(OptionalLong.of(99));
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
  }
}
