package io.parcook.pipeline.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.parcook.pipeline.event.ContextFact.OpeningHours;
import io.parcook.pipeline.history.IntervalChange.Availability;
import io.parcook.pipeline.history.IntervalChange.Known;
import io.parcook.pipeline.history.IntervalChange.Sold;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemandHistoryQueriesTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final StoreCalendar HOURLY = new StoreCalendar(BERLIN, Duration.ofHours(1));
  private static final LocalDate DAY = LocalDate.of(2026, 6, 1);

  private final DemandHistory history = new DemandHistory(HOURLY, new HistoryLimits(32, 3, 2));

  @Test
  void theUsualIsTheMeanOfTheSameSlotsThatAreKnown() {
    sell(DAY, 12, "soup", 4);
    sell(DAY.plusDays(1), 12, "soup", 8);
    sell(DAY.plusDays(2), 11, "soup", 1);
    history.apply(
        List.of(
            new Availability(at(DAY.plusDays(2), 12), "soup", false),
            new Availability(at(DAY.plusDays(2), 13), "soup", true)));
    Instant origin = at(DAY.plusDays(3), 12);
    assertThat(history.usual(0, origin, origin)).isEqualTo(6);
    float[] values = new float[14];
    assertThat(history.sameSlot(0, origin, origin, 14, values)).isEqualTo(2);
    assertThat(values).startsWith(8, 4);
  }

  @Test
  void theUsualLooksFurtherBackWhereTwoWeeksAreUnknownAndIsNaNWhereAllIs() {
    sell(DAY, 12, "soup", 4);
    Instant later = at(DAY.plusDays(20), 12);
    assertThat(history.usual(0, later, later)).isEqualTo(4);
    Instant muchLater = at(DAY.plusDays(30), 12);
    assertThat(history.usual(0, muchLater, muchLater)).isNaN();
  }

  @Test
  void aSlotThatIsNotOverAtTheOriginIsNotUsual() {
    sell(DAY, 12, "soup", 4);
    sell(DAY.plusDays(1), 11, "soup", 1);
    sell(DAY.plusDays(1), 12, "soup", 9);
    Instant target = at(DAY.plusDays(2), 12);
    assertThat(history.usual(0, at(DAY.plusDays(1), 12), target)).isEqualTo(4);
    assertThat(history.usual(0, at(DAY.plusDays(1), 13), target)).isEqualTo(6.5f);
  }

  @Test
  void aLateSaleRestatesTheIntervalItBelongsToAndAVoidTakesItBack() {
    sell(DAY, 12, "soup", 4);
    sell(DAY.plusDays(9), 12, "soup", 1);
    sell(DAY, 12, "soup", 3);
    assertThat(history.sold(0, DAY.toEpochDay(), 12)).isEqualTo(7);
    sell(DAY, 12, "soup", -3);
    assertThat(history.sold(0, DAY.toEpochDay(), 12)).isEqualTo(4);
  }

  @Test
  void aSoldOutSpellCensorsEachIntervalThatItTouches() {
    sell(DAY, 10, "soup", 1);
    history.apply(
        List.of(
            new Availability(at(DAY, 11).plusSeconds(3599), "soup", false),
            new Availability(at(DAY, 13), "soup", true)));
    long day = DAY.toEpochDay();
    assertThat(history.sold(0, day, 10)).isEqualTo(1);
    assertThat(history.sold(0, day, 11)).isNaN();
    assertThat(history.sold(0, day, 12)).isNaN();
    assertThat(history.sold(0, day, 13)).isZero();
    assertThat(history.isSoldOut(0, at(DAY, 12))).isTrue();
    assertThat(history.isSoldOut(0, at(DAY, 13))).isFalse();
  }

  @Test
  void aStoreIsOpenAsItSaidAndOtherwiseWhereItSold() {
    sell(DAY, 9, "soup", 1);
    sell(DAY, 14, "bread", 1);
    LocalDate next = DAY.plusDays(1);
    assertThat(history.openSlots(next, at(next, 0))).isEqualTo(slots(9, 14));
    OpeningHours late = new OpeningHours(next, LocalTime.of(22, 0), LocalTime.of(2, 0));
    history.apply(List.of(new Known(at(DAY, 15), late)));
    assertThat(history.openSlots(next, at(next, 0))).isEqualTo(slots(22, 23));
  }

  @Test
  void aDayFromAFileReplacesWhatWasKnownOfIt() {
    int soup = history.addItem("soup");
    float[] portions = new float[24];
    portions[8] = 2.5f;
    portions[9] = Float.NaN;
    history.setDay(soup, DAY.toEpochDay(), portions, slots(10));
    assertThat(history.sold(soup, DAY.toEpochDay(), 8)).isEqualTo(2.5f);
    assertThat(history.sold(soup, DAY.toEpochDay(), 9)).isNaN();
    assertThat(history.sold(soup, DAY.toEpochDay(), 10)).isNaN();
    assertThat(history.sold(soup, DAY.toEpochDay(), 11)).isZero();
    portions[9] = 1;
    history.setDay(soup, DAY.toEpochDay(), portions, slots());
    assertThat(history.sold(soup, DAY.toEpochDay(), 9)).isEqualTo(1);
    assertThat(history.sold(soup, DAY.toEpochDay(), 10)).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> history.setDay(soup, 0, new float[96], slots()))
        .withMessageContaining("24");
  }

  @Test
  void whatLiesBehindTheWindowOrPastTheLimitsIsCountedAndLeftOut() {
    sell(DAY.plusDays(40), 12, "soup", 1);
    sell(DAY, 12, "soup", 1);
    sell(DAY.plusDays(40), 12, "bread", 1);
    sell(DAY.plusDays(40), 12, "salad", 1);
    sell(DAY.plusDays(40), 12, "one too many", 1);
    assertThat(history.items()).containsExactly("soup", "bread", "salad");
    assertThat(history.counts().tooOld()).isEqualTo(1);
    assertThat(history.counts().refused()).isEqualTo(1);
    assertThatIllegalStateException()
        .isThrownBy(() -> history.addItem("another"))
        .withMessageContaining("at most 3 items");
  }

  @Test
  void whatFallsOutOfTheWindowIsForgotten() {
    sell(DAY, 12, "soup", 4);
    sell(DAY.plusDays(32), 12, "bread", 1);
    assertThat(history.sold(0, DAY.toEpochDay(), 12)).isNaN();
    assertThat(history.sold(0, DAY.plusDays(32).toEpochDay(), 12)).isNaN();
    sell(DAY.plusDays(32), 13, "soup", 1);
    assertThat(history.sold(0, DAY.plusDays(32).toEpochDay(), 12)).isZero();
  }

  private void sell(LocalDate date, int hour, String item, int portions) {
    history.apply(List.of(new Sold(at(date, hour).plusSeconds(60), item, portions)));
  }

  private static Instant at(LocalDate date, int hour) {
    return date.atTime(hour, 0).atZone(BERLIN).toInstant();
  }

  private static BitSet slots(int... slots) {
    BitSet set = new BitSet();
    for (int slot : slots) {
      set.set(slot);
    }
    return set;
  }
}
