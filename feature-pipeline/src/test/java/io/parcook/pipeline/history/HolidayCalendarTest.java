package io.parcook.pipeline.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HolidayCalendarTest {

  private static final LocalDate INDEPENDENCE_DAY = LocalDate.parse("2025-07-04");
  private static final LocalDate EPIPHANY = LocalDate.parse("2026-01-06");

  @ParameterizedTest
  @ValueSource(strings = {"us", "US", "US-CA", "us_ca"})
  void aCountryIsFoundHoweverItsCodeIsWritten(String region) {
    assertThat(HolidayCalendar.ofRegion(region).isHoliday(INDEPENDENCE_DAY)).isTrue();
    assertThat(HolidayCalendar.ofRegion(region).isHoliday(INDEPENDENCE_DAY.plusDays(3))).isFalse();
  }

  @Test
  void aRegionHasItsOwnHolidays() {
    assertThat(HolidayCalendar.ofRegion("DE-BY").isHoliday(EPIPHANY)).isTrue();
    assertThat(HolidayCalendar.ofRegion("DE-BE").isHoliday(EPIPHANY)).isFalse();
  }

  @Test
  void anUnknownCountryIsRefusedWithTheFormItShouldHave() {
    assertThatThrownBy(() -> HolidayCalendar.ofRegion("Bavaria"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'Bavaria'")
        .hasMessageContaining("DE-BY");
  }

  @Test
  void anUnknownRegionIsRefusedWithTheOnesThatAreKnown() {
    assertThatThrownBy(() -> HolidayCalendar.ofRegion("DE-XX"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'DE-XX'")
        .hasMessageContaining("by");
  }

  @Test
  void aStoreMayHaveNoHolidays() {
    assertThat(HolidayCalendar.ofRegion("none").isHoliday(INDEPENDENCE_DAY)).isFalse();
  }
}
