package io.parcook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KitchenSimTest {

  /// One item, so that a day is cooked in a moment.
  private static final String MENU =
      """
      {"dayparts": {"day": "00:00"},
       "items": {"fries": {"station": "fry", "batch": {"minimum": 4, "multiple": 4, "maximum": 24},
                           "leadMinutes": 4, "holdMinutes": 15, "wasteCost": 1, "missingCost": 3,
                           "par": {"day": 12}}}}
      """;

  @TempDir Path folder;

  @Test
  void itPrintsAndDrawsWhatEachWayOfPlanningWastes() throws IOException {
    Path menu = folder.resolve("menu.json");
    Files.writeString(menu, MENU);
    Path svg = folder.resolve("waste.svg");

    Commands.Ran ran = Commands.run("kitchen-sim", "--menu", menu, "--days", 1, "--svg", svg);

    assertThat(ran.exit()).as(ran.said()).isZero();
    assertThat(ran.printed()).contains("par", "mean", "base model", "known");
    assertThat(Files.readString(svg)).startsWith("<svg").contains("base model");
  }

  @Test
  void theSimulatedRestaurantsMenuTellsThePlanFromTheWaysThatItReplaces() {
    Path menu = SharedData.root().resolve("cli/menus/simulated-menu.json");

    Commands.Ran ran = Commands.run("kitchen-sim", "--menu", menu, "--days", 2, "--seed", 1);

    assertThat(ran.exit()).as(ran.said()).isZero();
    assertThat(at10(ran, "true demand known")).isLessThan(at10(ran, "plan, base model"));
    assertThat(at10(ran, "plan, base model")).isLessThan(at10(ran, "six-week mean"));
    assertThat(at10(ran, "six-week mean")).isLessThan(at10(ran, "par levels by daypart"));
  }

  /// What a policy wastes in the last column, at 10 % missing.
  private static double at10(Commands.Ran ran, String policy) {
    Matcher line =
        Pattern.compile("(?m)^  " + policy + " .*?([0-9.]+)\\s+[+-]\\d+%$").matcher(ran.printed());
    assertThat(line.find()).as(policy + " has a figure in\n" + ran.printed()).isTrue();
    return Double.parseDouble(line.group(1));
  }

  @Test
  void aMenuThatCannotBeCookedFromEndsItWithItsReasons() throws IOException {
    Path menu = folder.resolve("menu.json");
    Files.writeString(menu, "{\"dayparts\": {}}");

    Commands.Ran ran = Commands.run("kitchen-sim", "--menu", menu);

    assertThat(ran.exit()).isEqualTo(Exit.INPUT);
    assertThat(ran.said()).contains("/dayparts");
  }
}
