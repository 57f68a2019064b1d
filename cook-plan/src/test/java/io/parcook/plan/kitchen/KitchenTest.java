package io.parcook.plan.kitchen;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.pipeline.event.Cook;
import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.event.Sale;
import io.parcook.pipeline.event.SaleLine;
import io.parcook.plan.menu.Menu;
import io.parcook.plan.menu.MenuReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KitchenTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Menu MENU =
      new MenuReader()
          .parse(
              "menu",
              """
              {"dayparts": {"day": "00:00"},
               "items": {"noodles": {"station": "pasta",
                 "batch": {"minimum": 1, "multiple": 1, "maximum": 20},
                 "leadMinutes": 5, "holdMinutes": 30, "wasteCost": 1, "missingCost": 3}},
               "orders": {"bowl": {"noodles": 2}}}
              """);
  private static final Kitchen EMPTY = Kitchen.empty(MENU, Duration.ofMinutes(10));

  @Test
  void anOrderOfABowlSellsTheOldestNoodles() {
    Kitchen kitchen = EMPTY.apply(cooked(0, 3)).apply(cooked(10, 4));
    var bowl = new Sale(id("1"), at(12), List.of(new SaleLine("bowl", 2, false, null)));

    for (KitchenChange change : KitchenChange.of(bowl, MENU)) {
      kitchen = kitchen.apply(change);
    }

    assertThat(kitchen.stock("noodles").lots()).isEqualTo(List.of(new Lot(3, at(10), at(40))));
  }

  @Test
  void portionsPastTheirHoldTimeAreWaste() {
    Kitchen kitchen = EMPTY.apply(cooked(0, 3)).apply(cooked(10, 4)).at(at(30));

    assertThat(kitchen.stock("noodles").onHand()).isEqualTo(4);
    assertThat(kitchen.stock("noodles").tally().expired()).isEqualTo(3);
  }

  @Test
  void whatIsOrderedAndNotThereIsServedFirstFromTheNextBatch() {
    Kitchen kitchen =
        EMPTY
            .apply(new KitchenChange.Sold(at(0), "noodles", 3))
            .apply(new KitchenChange.Started(at(0), "b1", "noodles", 5));
    assertThat(kitchen.stock("noodles").owed()).isEqualTo(3);

    kitchen = kitchen.apply(new KitchenChange.Ready(at(5), "b1"));

    assertThat(kitchen.cooking()).isEmpty();
    assertThat(kitchen.stock("noodles").owed()).isZero();
    assertThat(kitchen.stock("noodles").onHand()).isEqualTo(2);
  }

  @Test
  void aCookOrAnUndoneStartLeavesWhatIsThere() {
    Kitchen kitchen = EMPTY.apply(new KitchenChange.Started(at(0), "b1", "noodles", 5));

    assertThat(kitchen.apply(new KitchenChange.Undone(at(1), "b1"))).isEqualTo(EMPTY);
    assertThat(kitchen.apply(new KitchenChange.Started(at(1), "b1", "noodles", 5)))
        .as("the same start told twice")
        .isEqualTo(kitchen);
  }

  @Test
  void aCountIsRightAndTheBookWasNot() {
    Kitchen kitchen = EMPTY.apply(cooked(0, 5)).apply(cooked(10, 4));

    Kitchen fewer = kitchen.apply(new KitchenChange.Counted(at(12), "noodles", 3));
    Kitchen more = kitchen.apply(new KitchenChange.Counted(at(12), "noodles", 11));

    assertThat(fewer.stock("noodles").lots()).isEqualTo(List.of(new Lot(3, at(10), at(40))));
    assertThat(fewer.stock("noodles").tally().corrected()).isEqualTo(-6);
    assertThat(more.stock("noodles").onHand()).isEqualTo(11);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everyPortionIsAccountedFor(long seed) {
    var random = new SplittableRandom(seed);
    Kitchen kitchen = EMPTY;
    for (int minute = 0; minute < 600; minute++) {
      int portions = random.nextInt(5);
      kitchen =
          kitchen.apply(
              random.nextInt(3) == 0
                  ? cooked(minute, portions * 2)
                  : new KitchenChange.Sold(at(minute), "noodles", portions));
      Tally t = kitchen.stock("noodles").tally();
      int onHand = kitchen.stock("noodles").onHand();
      assertThat(onHand).isGreaterThanOrEqualTo(0);
      assertThat(t.cooked())
          .as("seed %d, minute %d", seed, minute)
          .isBetween(
              onHand + t.sold() - t.missing() + t.expired(), onHand + t.sold() + t.expired());
    }
  }

  @Test
  void theKitchensOwnEventsMeanWhatTheySay() {
    var cook = new Cook(id("2"), at(3), "noodles", 6, 2);

    assertThat(KitchenChange.of(cook, MENU))
        .isEqualTo(List.of(cooked(3, 6), new KitchenChange.Discarded(at(3), "noodles", 2)));
  }

  private static KitchenChange cooked(int minute, int portions) {
    return new KitchenChange.Cooked(at(minute), "noodles", portions);
  }

  private static EventId id(String id) {
    return new EventId("/test", id);
  }

  private static Instant at(int minute) {
    return NOON.plusSeconds(60L * minute);
  }
}
