package io.parcook.plan.menu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MenuReaderTest {

  private static final String GOOD =
      """
      {"dayparts": {"dinner": "17:00", "lunch": "11:00"},
       "equipment": {"fryer": {"capacity": 2}},
       "items": {"fries": {"station": "fry",
         "batch": {"minimum": 4, "multiple": 2, "maximum": 9},
         "leadMinutes": 2.5, "holdMinutes": 7, "wasteCost": 0.3, "missingCost": 2,
         "equipment": {"name": "fryer"}, "dayparts": ["lunch"], "par": {"lunch": 8}}},
       "orders": {"menu-1": {"fries": 2}}}
      """;

  @Test
  void everyFigureOfAMenuIsRead() {
    Menu menu = read(GOOD);

    MenuItem fries = menu.item("fries");
    assertThat(fries)
        .isEqualTo(
            new MenuItem(
                "fries",
                "fry",
                new Batches(4, 2, 9),
                Duration.ofSeconds(150),
                Duration.ofMinutes(7),
                0.3,
                2,
                new Place("fryer", 1),
                List.of(),
                Set.of("lunch"),
                Map.of("lunch", 8)));
    assertThat(menu.takers("fries")).isEqualTo(Map.of("fries", 1, "menu-1", 2));
    assertThat(menu.recipe("menu-1")).isEqualTo(Map.of("fries", 2));
    assertThat(menu.recipe("cola")).isEmpty();
  }

  @Test
  void beforeTheFirstDaypartTheLastOneGoesOn() {
    Menu menu = read(GOOD);

    assertThat(menu.daypart(LocalTime.of(3, 0)).name()).isEqualTo("dinner");
    assertThat(menu.daypart(LocalTime.of(11, 0)).name()).isEqualTo("lunch");
    assertThat(menu.daypart(LocalTime.of(23, 59)).name()).isEqualTo("dinner");
  }

  @Test
  void aBatchHoldsWhatIsAskedOrIsTheLargest() {
    Batches batches = new Batches(4, 2, 9);

    assertThat(batches.largest()).isEqualTo(8);
    assertThat(List.of(batches.holding(1), batches.holding(5), batches.holding(40)))
        .isEqualTo(List.of(4, 6, 8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"capacity\": 2    | \"capacity\": 0     | /equipment/fryer/capacity | 1 to 1000",
        "\"minimum\": 4     | \"minimum\": 12     | /items/fries/batch        | below its minimum",
        "\"name\": \"fryer\" | \"name\": \"frier\" | /items/fries/equipment/name | there is no",
        "[\"lunch\"]        | [\"brunch\"]        | /items/fries/dayparts     | there is no",
        "{\"lunch\": 8}     | {\"brunch\": 8}     | /items/fries/par          | there is no",
        "{\"fries\": 2}     | {\"chips\": 2}      | /orders/menu-1            | there is no",
        "17:00              | 11:00               | /dayparts/lunch           | its own beginning",
        "\"holdMinutes\": 7, | ''                 | /items/fries              | holdMinutes",
        "\"station\"        | \"statoin\"         | /items/fries              | statoin",
      })
  void whatIsWrongIsSaidWithItsPlace(String good, String bad, String where, String what) {
    var refused = catchThrowableOfType(BadMenuException.class, () -> read(GOOD.replace(good, bad)));

    assertThat(refused).as("a menu with " + bad).isNotNull();
    assertThat(refused.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.where()).isEqualTo(where);
              assertThat(problem.what()).contains(what);
            });
  }

  @Test
  void brokenJsonIsSaidWithItsLine() {
    var refused = catchThrowableOfType(BadMenuException.class, () -> read("{\n \"items\": [,]}"));

    assertThat(refused).hasMessageContaining("line 2").hasMessageContaining("menu.json");
  }

  private static Menu read(String text) {
    return new MenuReader().parse("menu.json", text);
  }
}
