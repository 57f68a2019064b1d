package io.parcook.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
}
