package io.parcook.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.event.Stock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A kitchen screen in a real browser, in front of the store's service as it is shipped.
class KitchenScreenJourneyTest {

  /// A Friday, when lunch begins in Berlin.
  private static final Instant LUNCH = Instant.parse("2026-11-13T10:40:00Z");

  private static final LocatorAssertions.IsVisibleOptions IN_TIME =
      new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);

  @TempDir Path folder;
  private static KitchenBrowser browser;

  @BeforeAll
  static void open() {
    browser = KitchenBrowser.open();
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void theScreenFollowsTheStoreThroughADayAndADeath() {
    try (var store = atLunch(Map.of("parcook.clock.speed", "60"));
        Page page = browser.wallScreen()) {
      Set<String> hosts = new TreeSet<>();
      page.onRequest(request -> hosts.add(URI.create(request.url()).getAuthority()));
      page.navigate(store.baseUri() + "/");
      assertThat(page.locator(".waiting")).isVisible();

      SimulatedHistory.send(store, "berlin", LUNCH.minus(Duration.ofDays(15)), LUNCH);
      assertThat(page.locator("item-tile")).hasCount(8);
      assertThat(page.locator("h1")).hasText("berlin");
      assertThat(page.locator(".source span")).containsText("ago");
      List<String> early = numbers(page);
      page.waitForCondition(() -> !numbers(page).equals(early));

      store.kill9();
      assertThat(page.locator("footer.silent"))
          .containsText("No word from the store's service for");
      assertThat(page.locator("item-tile")).hasCount(8);
      assertThat(numbers(page)).allMatch(number -> number.matches("[\\d,]+"));

      store.start();
      assertThat(page.locator("footer:not(.silent)")).isVisible(IN_TIME);
      List<String> back = numbers(page);
      page.waitForCondition(() -> !numbers(page).equals(back));

      assertThat(hosts).containsExactly(store.baseUri().getAuthority());
    }
  }

  @Test
  void thePageIsAskedForAnewAndMayLoadNothingFromElsewhere() {
    try (var store = atLunch(Map.of());
        Page page = browser.wallScreen()) {
      List<String> complaints = new ArrayList<>();
      page.onConsoleMessage(message -> complaints.add(message.text()));
      Map<String, String> headers = page.navigate(store.baseUri() + "/").allHeaders();
      assertThat(headers)
          .containsEntry("cache-control", "no-cache")
          .containsEntry("content-security-policy", "default-src 'self'");
      assertThat(page.locator(".waiting")).isVisible();
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void whatIsSoldOutIsMarkedAsSoonAsItIsSaid() {
    try (var store = atLunch(Map.of());
        Page page = browser.wallScreen()) {
      SimulatedHistory.send(store, "berlin", LUNCH.minus(Duration.ofDays(15)), LUNCH);
      page.navigate(store.baseUri() + "/");
      Locator fries =
          page.locator("item-tile").filter(new Locator.FilterOptions().setHasText("Fries"));

      SimulatedHistory.send(store, List.of(stock(1, true)));
      assertThat(fries).isVisible();
      assertThat(fries.locator(".sold-out")).hasCount(0);

      SimulatedHistory.send(store, List.of(stock(2, false)));
      assertThat(fries.locator(".sold-out")).isVisible();
    }
  }

  @Test
  void withoutAModelItSaysThatItShowsTheUsualLevel() {
    try (var store = atLunch(Map.of("parcook.model.path", folder.resolve("no.onnx").toString()));
        Page page = browser.wallScreen()) {
      SimulatedHistory.send(store, "berlin", LUNCH.minus(Duration.ofDays(15)), LUNCH);
      page.navigate(store.baseUri() + "/");
      assertThat(page.locator(".source.loud")).containsText("USUAL LEVEL — no model forecast: ");
      assertThat(page.locator("item-tile[usual-level]")).hasCount(8);
      assertThat(page.locator("item-tile .words").first()).hasText("usual level");
    }
  }

  private static Stock stock(int number, boolean available) {
    var id = new EventId("/store/berlin/stock", Integer.toString(number));
    return new Stock(id, LUNCH.plusSeconds(number), "fries", available);
  }

  private PackagedStore atLunch(Map<String, String> settings) {
    PackagedStore store = PackagedStore.in(folder, withClock(settings));
    store.start();
    return store;
  }

  private static Map<String, String> withClock(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("parcook.store.id", "berlin");
    all.put("parcook.store.zone", SimulatedHistory.ZONE.getId());
    all.put("parcook.clock.start", LUNCH.toString());
    return all;
  }

  private static List<String> numbers(Page page) {
    return page.locator("item-tile p.expected").allInnerTexts();
  }
}
