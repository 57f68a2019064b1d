package io.parcook.pipeline.history;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Which local dates are public holidays.
@FunctionalInterface
public interface HolidayCalendar {

  boolean isHoliday(LocalDate date);

  /// No date is a holiday.
  static HolidayCalendar none() {
    return _ -> false;
  }

  /// Exactly these dates are holidays: for histories that carry their own.
  static HolidayCalendar of(Set<LocalDate> dates) {
    return Set.copyOf(dates)::contains;
  }

  /// The public holidays of a country or one of its regions.
  ///
  /// @param region an ISO 3166 code such as `DE`, `DE-BY` or `US-CA`; `none` for no holidays
  /// @throws IllegalArgumentException if no holidays are known for it
  static HolidayCalendar ofRegion(String region) {
    String[] parts = region.strip().toLowerCase(Locale.ROOT).split("[-_/]", -1);
    if (parts[0].equals("none")) {
      return none();
    }
    Set<String> countries = HolidayManager.getSupportedCalendarCodes();
    if (!countries.contains(parts[0].toUpperCase(Locale.ROOT))) {
      throw unknown(region, countries);
    }
    HolidayManager holidays = HolidayManager.getInstance(ManagerParameters.create(parts[0]));
    CalendarHierarchy place = holidays.getCalendarHierarchy();
    for (int part = 1; part < parts.length; part++) {
      CalendarHierarchy within = place.getChildren().get(parts[part]);
      if (within == null) {
        throw unknown(region, place.getChildren().keySet());
      }
      place = within;
    }
    String[] within = Arrays.copyOfRange(parts, 1, parts.length);
    Map<Integer, Set<LocalDate>> years = new ConcurrentHashMap<>();
    return date ->
        years
            .computeIfAbsent(
                date.getYear(),
                year ->
                    holidays.getHolidays(Year.of(year), HolidayType.PUBLIC_HOLIDAY, within).stream()
                        .map(holiday -> holiday.getDate())
                        .collect(Collectors.toUnmodifiableSet()))
            .contains(date);
  }

  private static IllegalArgumentException unknown(String region, Set<String> known) {
    return new IllegalArgumentException(
        "No public holidays are known for '"
            + region
            + "'. Use an ISO 3166 code such as DE, DE-BY or US-CA, or 'none'. Known here: "
            + new TreeSet<>(known));
  }
}
