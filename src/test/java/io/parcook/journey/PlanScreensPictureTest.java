package io.parcook.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.parcook.journey.ScriptedBatch.due;
import static io.parcook.journey.ScriptedBatch.reason;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Makes the pictures of `docs/screens.md`: the packaged pages before a scripted lunch. It is asked
/// for by name, because it writes into the checkout:
///
/// ```
/// mvn -pl src/test -am verify -Dtest=PlanScreensPictureTest \
///   -Dsurefire.failIfNoSpecifiedTests=false -Dparcook.pictures=docs/images
/// ```
class PlanScreensPictureTest {

  @TempDir Path folder;

  @Test
  void paintsTheThreeScreens() {
    String pictures = System.getProperty("parcook.pictures");
    Assumptions.assumeTrue(pictures != null, "Only on demand: -Dparcook.pictures=FOLDER");
    Path images = Checkout.root().resolve(pictures);
    try (var browser = KitchenBrowser.open();
        var store = PackagedStore.in(folder, Map.of())) {
      store.start();
      try (var kitchen = new ScriptedKitchen(store.baseUri(), whereItIsNoon());
          Page page = browser.wallScreen()) {
        lunch(kitchen);
        paint(page, kitchen.url("station/fryer?lang=en"), "due-line", images, "station-screen");
        paint(page, kitchen.url("expediter?lang=en"), "item-line", images, "expediter-screen");
        paint(page, kitchen.url("manager?lang=en"), "day-chart", images, "manager-screen");
      }
    }
  }

  private static void lunch(ScriptedKitchen kitchen) {
    kitchen.stock(
        String.join(
            ",",
            stock("Nuggets", 18, 0, 12, 22, 34, 150),
            stock("Fries", 3, 12, 14, 19, 26, 320),
            stock("Beef patties", 9, 4, 8, 12, 17, 800),
            stock("Chicken", 4, 8, 5, 8, 12, 700),
            stock("Potato wedges", 6, 0, 1, 3, 5, 100),
            stock("Onion rings", 10, 0, 3, 5, 8, 900),
            stock("Apple pies", 8, 4, 0, 1, 2, 4_000),
            stock("Muffins", 6, 0, 1, 2, 4, 2_000),
            stock("Hash browns", 4, 0, 0, 1, 2, 1_000)));
    kitchen.plan(
        due("Nuggets", 24, -5, reason("AT_THE_DOOR", 6, 4)),
        due("Fries", 9, -100, reason("ORDERED", 4, 1)),
        due("Chicken", 6, 200, reason("MORE_THAN_USUAL", 14, 9)),
        due("Potato wedges", 4, 420, reason("EXPIRING", 6, 4)),
        due("Onion rings", 8, 640),
        due("Hash browns", 6, 900),
        due("Apple pies", 4, 1_100),
        due("Chicken", 8, 0).named("chicken~0").cooking(-25),
        due("Fries", 12, 0).named("fries~0").cooking(75),
        due("Onion rings", 6, 0).named("rings~0").cooking(160),
        due("Potato wedges", 6, 0).named("wedges~0").cooking(-10).after("ready"));
  }

  private static String stock(
      String item, int onHand, int cooking, int low, int likely, int high, int oldIn) {
    return """
        {"item":"%s","station":"fryer","onHand":%d,"cooking":%d,"owed":0,"soldOut":false,\
        "lots":[{"portions":%d,"made":"%8$s","expires":"%8$s"}],"par":null,"needed":[\
        {"within":"PT15M","low":%5$d,"likely":%6$d,"high":%7$d},\
        {"within":"PT30M","low":%9$d,"likely":%10$d,"high":%11$d},\
        {"within":"PT60M","low":%12$d,"likely":%13$d,"high":%14$d}]}"""
        .formatted(
            item,
            onHand,
            cooking,
            onHand,
            low,
            likely,
            high,
            Instant.now().plusSeconds(oldIn),
            low * 2,
            likely * 2,
            high * 2,
            low * 4,
            likely * 4,
            high * 4);
  }

  private static void paint(Page page, String url, String drawn, Path images, String name) {
    page.navigate(url);
    assertThat(page.locator(drawn).first()).isVisible();
    assertThat(page.locator(".clock")).isVisible();
    page.waitForTimeout(2_000);
    page.screenshot(new Page.ScreenshotOptions().setPath(images.resolve(name + ".png")));
  }

  /// A zone in which the day is at its noon now, within half an hour.
  private static ZoneId whereItIsNoon() {
    int hours = LocalTime.now(ZoneOffset.UTC).getHour() - 12;
    return ZoneId.of("Etc/GMT" + (hours < 0 ? "" : "+") + hours);
  }
}
