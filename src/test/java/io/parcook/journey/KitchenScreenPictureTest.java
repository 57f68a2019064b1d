package io.parcook.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Makes the README's picture of the screen, from the packaged service with four simulated weeks
/// behind it. It is asked for by name, because it writes into the checkout:
///
/// ```
/// mvn -pl src/test -am verify -Dtest=KitchenScreenPictureTest \
///   -Dsurefire.failIfNoSpecifiedTests=false -Dparcook.picture=docs/images/kitchen-screen.png
/// ```
class KitchenScreenPictureTest {

  private static final Instant LUNCH = Instant.parse("2026-11-13T11:20:00Z");

  @TempDir Path folder;

  @Test
  void paintsTheKitchenScreen() {
    String picture = System.getProperty("parcook.picture");
    Assumptions.assumeTrue(picture != null, "Only on demand: -Dparcook.picture=FILE");
    Map<String, String> settings =
        Map.of(
            "parcook.store.id", "Parcook Kitchen",
            "parcook.store.zone", SimulatedHistory.ZONE.getId(),
            "parcook.clock.start", LUNCH.toString());
    try (var browser = KitchenBrowser.open();
        var store = PackagedStore.in(folder, settings);
        Page page = browser.wallScreen()) {
      store.start();
      SimulatedHistory.send(store, "kitchen", LUNCH.minus(Duration.ofDays(28)), LUNCH);
      page.navigate(store.baseUri() + "/");
      assertThat(page.locator("item-tile")).hasCount(8);
      assertThat(page.locator(".clock")).isVisible();
      page.waitForTimeout(3_000);
      page.screenshot(new Page.ScreenshotOptions().setPath(Checkout.root().resolve(picture)));
    }
  }
}
