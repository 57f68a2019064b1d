package io.parcook.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.event.Presence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The stations of a store as it is shipped: its own plan on two screens, through a rush and a
/// death.
class PlanOnScreenJourneyTest {

  private static final String MENU =
      """
      {"dayparts": {"day": "00:00"},
       "items": {
         "fries": {"station": "fry", "batch": {"minimum": 4, "multiple": 4, "maximum": 40},
                   "leadMinutes": 30, "holdMinutes": 60, "wasteCost": 1, "missingCost": 3,
                   "par": {"day": 8}},
         "patty": {"station": "grill", "batch": {"minimum": 2, "multiple": 1, "maximum": 10},
                   "leadMinutes": 30, "holdMinutes": 60, "wasteCost": 1, "missingCost": 3,
                   "par": {"day": 5}}},
       "orders": {}}
      """;

  private static final Instant LUNCH =
      LocalDate.of(2026, 11, 13).atTime(12, 20).atZone(SimulatedHistory.ZONE).toInstant();

  @TempDir Path folder;

  @Test
  void aRushABumpAndADeathOfTheServiceOnTwoScreens() throws IOException {
    Path menu = Files.writeString(folder.resolve("menu.json"), MENU);
    try (var browser = KitchenBrowser.open();
        var store = PackagedStore.in(folder, Map.of("parcook.menu.path", menu.toString()));
        Page page = browser.wallScreen();
        Page other = browser.wallScreen()) {
      store.start();
      page.navigate(store.baseUri() + "/station/fry?lang=en");
      other.navigate(store.baseUri() + "/station/fry?lang=en");
      Locator due = page.locator("due-line");
      assertThat(due).hasCount(1);
      assertThat(due).containsText("Fries");
      assertThat(due).containsText("par 8, 0 there");
      assertThat(page.locator(".source.loud")).containsText("PAR LEVELS");

      due.click();
      Locator cooking = page.locator("cooking-line");
      assertThat(cooking).containsText("Fries");
      assertThat(other.locator("cooking-line"))
          .containsText("Fries", new LocatorAssertions.ContainsTextOptions().setTimeout(1_000));

      store.post(Events.ONE, Events.bytes(Events.sale("rush", Instant.now(), "fries", 25)));
      assertThat(due.filter(new Locator.FilterOptions().setHasText("28"))).isVisible();

      store.kill9();
      assertThat(page.locator("footer.silent")).containsText("No word from the store's service");
      assertThat(cooking).containsText("Fries");
      cooking.click();
      assertThat(cooking).containsText("recall");
      assertThat(page.locator("footer.silent")).containsText("1 bump is kept");

      store.start();
      assertThat(page.locator("footer:not(.silent)"))
          .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(20_000));
      assertThat(other.locator("cooking-line"))
          .containsText("recall", new LocatorAssertions.ContainsTextOptions().setTimeout(20_000));
      assertThat(store.get("/api/v1/plan").body()).contains("\"READY\"");
    }
  }

  /// Fifteen days of a restaurant, then twenty minutes without a guest, so that nobody waits. Then
  /// many come in at once, and none of them has ordered yet.
  @Test
  void aBurstAtTheDoorIsOnTheStationBeforeTheTillKnowsAndSaysSo() {
    Instant calm = LUNCH.minus(Duration.ofMinutes(20));
    Path menu = Checkout.root().resolve("cli/menus/simulated-menu.json");
    try (var browser = KitchenBrowser.open();
        var store =
            PackagedStore.in(
                folder,
                Map.of(
                    "parcook.menu.path", menu.toString(),
                    "parcook.store.zone", SimulatedHistory.ZONE.getId(),
                    "parcook.clock.start", LUNCH.toString()));
        Page page = browser.wallScreen()) {
      store.start();
      SimulatedHistory.send(store, "berlin", LUNCH.minus(Duration.ofDays(15)), calm);
      page.navigate(store.baseUri() + "/station/grill?lang=en");
      assertThat(page.locator(".source"))
          .containsText(
              "Planned from the model's forecast",
              new LocatorAssertions.ContainsTextOptions().setTimeout(30_000));
      Locator atTheDoor =
          page.locator("due-line")
              .filter(new Locator.FilterOptions().setHasText("40 at the door, usual "));
      assertThat(atTheDoor).hasCount(0);

      SimulatedHistory.send(
          store,
          List.of(
              new Presence(
                  new EventId("/berlin/door", "burst"),
                  LUNCH.plusSeconds(1),
                  "door",
                  40,
                  0,
                  null)));

      assertThat(atTheDoor.first())
          .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(10_000));
    }
  }
}
