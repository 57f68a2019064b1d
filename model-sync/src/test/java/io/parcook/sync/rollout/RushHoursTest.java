package io.parcook.sync.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parcook.sync.rollout.RushHours.Window;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RushHoursTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalTime ELEVEN = LocalTime.of(11, 0);
  private static final LocalTime TWO = LocalTime.of(14, 0);

  @Test
  void itIsRushFromTheFirstMinuteToBeforeTheLast() {
    RushHours lunch = new RushHours(BERLIN, List.of(Window.daily(ELEVEN, TWO)));
    assertThat(lunch.contains(at("2026-11-23T10:59:59"))).isFalse();
    assertThat(lunch.contains(at("2026-11-23T11:00:00"))).isTrue();
    assertThat(lunch.contains(at("2026-11-23T13:59:59"))).isTrue();
    assertThat(lunch.contains(at("2026-11-23T14:00:00"))).isFalse();
    assertThat(lunch.quietFrom(at("2026-11-23T12:34:56"))).isEqualTo(at("2026-11-23T14:00:00"));
    assertThat(lunch.quietFrom(at("2026-11-23T09:12:34"))).isEqualTo(at("2026-11-23T09:12:34"));
  }

  @Test
  void aRushMayGoOnPastMidnightAndIntoTheNextWeek() {
    RushHours night =
        new RushHours(
            BERLIN,
            List.of(new Window(Set.of(DayOfWeek.SUNDAY), LocalTime.of(22, 0), LocalTime.of(2, 0))));
    assertThat(night.contains(at("2026-11-22T23:00:00"))).isTrue();
    assertThat(night.contains(at("2026-11-23T01:59:00"))).isTrue();
    assertThat(night.contains(at("2026-11-22T01:00:00"))).isFalse();
    assertThat(night.quietFrom(at("2026-11-22T22:30:00"))).isEqualTo(at("2026-11-23T02:00:00"));
  }

  @Test
  void theRushFollowsTheWallClockWhenClocksChange() {
    RushHours early = new RushHours(BERLIN, List.of(Window.daily(LocalTime.of(1, 0), ELEVEN)));
    Instant spring = at("2027-03-28T01:30:00");
    Instant autumn = at("2026-10-25T01:30:00");
    assertThat(early.quietFrom(spring)).isEqualTo(spring.plusSeconds((8 * 60 + 30) * 60));
    assertThat(early.quietFrom(autumn)).isEqualTo(autumn.plusSeconds((10 * 60 + 30) * 60));
  }

  @Test
  void windowsAgreeWithAPlainLookAtTheClock() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      Window window =
          new Window(
              EnumSet.range(
                  DayOfWeek.of(1 + random.nextInt(3)), DayOfWeek.of(4 + random.nextInt(4))),
              LocalTime.of(random.nextInt(24), 15),
              LocalTime.of(random.nextInt(24), 45));
      RushHours rush = new RushHours(BERLIN, List.of(window));
      for (int i = 0; i < 200; i++) {
        Instant time = at("2026-11-23T00:00:00").plusSeconds(random.nextInt(14 * 86_400));
        assertThat(rush.contains(time))
            .as("seed %d, %s, %s", seed, window, time)
            .isEqualTo(in(window, time));
      }
    }
  }

  @Test
  void aWeekWithoutAQuietMinuteIsRefused() {
    assertThatThrownBy(
            () ->
                new RushHours(
                    BERLIN, List.of(Window.daily(ELEVEN, TWO), Window.daily(TWO, ELEVEN))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("never end");
    assertThatThrownBy(() -> Window.daily(TWO, TWO)).isInstanceOf(IllegalArgumentException.class);
    assertThat(RushHours.none().contains(at("2026-11-23T12:00:00"))).isFalse();
  }

  private static boolean in(Window window, Instant instant) {
    ZonedDateTime now = instant.atZone(BERLIN);
    LocalTime time = now.toLocalTime();
    boolean today = window.days().contains(now.getDayOfWeek());
    boolean yesterday = window.days().contains(now.getDayOfWeek().minus(1));
    if (window.from().isBefore(window.to())) {
      return today && !time.isBefore(window.from()) && time.isBefore(window.to());
    }
    return (today && !time.isBefore(window.from())) || (yesterday && time.isBefore(window.to()));
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
  }
}
