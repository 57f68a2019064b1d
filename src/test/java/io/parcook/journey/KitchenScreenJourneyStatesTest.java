package io.parcook.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the screen says in each state that a kitchen meets: waiting, live, at the usual level, old,
/// silent, back; and that it keeps still while a cook reads it.
class KitchenScreenJourneyStatesTest {

  private static final LocatorAssertions.IsVisibleOptions IN_TIME =
      new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);

  @TempDir static Path folder;
  private static KitchenBrowser browser;
  private static PackagedStore packaged;
  private final List<String> complaints = new ArrayList<>();
  private ScriptedStore store;
  private Page page;

  @BeforeAll
  static void start() {
    browser = KitchenBrowser.open();
    packaged = PackagedStore.in(folder, Map.of());
    packaged.start();
  }

  @AfterAll
  static void stop() {
    if (packaged != null) {
      packaged.close();
      browser.close();
    }
  }

  @BeforeEach
  void script() {
    store = new ScriptedStore(packaged.baseUri());
    page = browser.wallScreen();
    page.onPageError(complaints::add);
  }

  @AfterEach
  void endWithoutAnErrorInThePage() {
    page.close();
    store.close();
    assertThat(complaints).isEmpty();
  }

  @Test
  void beforeTheFirstForecastItSaysWhatItWaitsFor() {
    page.navigate(store.url());
    assertThat(page.locator(".waiting")).containsText("Waiting for its first forecast");

    store.say(ScriptedStore.MODEL, List.of());
    assertThat(page.locator(".waiting")).containsText("no items yet");

    store.say(ScriptedStore.MODEL, ScriptedItem.menu(2));
    assertThat(page.locator("item-tile")).hasCount(2);
    assertThat(page.locator(".waiting")).hasCount(0);
  }

  @Test
  void aServiceThatWasNeverThereIsWaitedForByName() {
    store.refuse(503);
    page.navigate(store.url());
    assertThat(page.locator(".waiting")).containsText("Waiting for the store's service");
    assertThat(page.locator("footer.silent")).containsText("No word from the store's service");
  }

  @Test
  void itSaysWhoMadeTheForecastAndHowOldItIs() {
    open(ScriptedStore.MODEL, ScriptedItem.menu(3));
    assertThat(page.locator(".source")).containsText("Forecast by base-2026.11.1");
    assertThat(page.locator(".source")).containsText(Pattern.compile("made \\d s ago"));
    assertThat(page.locator(".source.loud")).hasCount(0);
  }

  @Test
  void theUsualLevelIsMarkedAtTheTopAndOnEveryItem() {
    open(ScriptedStore.USUAL, ScriptedItem.menu(3));
    assertThat(page.locator(".source.loud"))
        .containsText("USUAL LEVEL — no model forecast: the model could not be opened");
    assertThat(page.locator("item-tile[usual-level] .words"))
        .hasText(new String[] {"usual level", "usual level", "usual level"});

    store.say(ScriptedStore.MODEL, ScriptedItem.menu(3));
    assertThat(page.locator(".source.loud")).hasCount(0);
    assertThat(page.locator("item-tile[usual-level]")).hasCount(0);
  }

  @Test
  void anOldForecastIsSaidAloud() {
    open(ScriptedStore.MODEL, ScriptedItem.menu(3));
    store.say(ScriptedStore.MODEL, ScriptedItem.menu(3), Instant.now().minusSeconds(660));
    assertThat(page.locator(".source.loud")).containsText("OLD FORECAST — made 11 min ago");
  }

  @Test
  void silenceIsSaidWithItsAgeAndTheLastNumbersStay() {
    open(ScriptedStore.MODEL, ScriptedItem.menu(3));
    store.fallSilent();
    Locator silent = page.locator("footer.silent");
    assertThat(silent).containsText(Pattern.compile("No word from .* for [3-9] s"));
    assertThat(page.locator("item-tile p.expected")).hasText(new String[] {"100", "99", "98"});

    store.recover();
    assertThat(silent).hasCount(0);
    assertThat(page.getByRole(AriaRole.STATUS)).hasText("The store's service is back.");
  }

  @Test
  void aConnectionThatIsOpenButDeadIsOpenedAnew() {
    open(ScriptedStore.MODEL, ScriptedItem.menu(3));
    int before = store.opened();
    store.fallSilent();
    page.waitForCondition(
        () -> store.opened() > before, new Page.WaitForConditionOptions().setTimeout(30_000));
    store.recover();
    assertThat(page.locator("footer:not(.silent)")).isVisible(IN_TIME);
  }

  @Test
  void aRefusedStreamIsAskedForAgainWithPausesThatGrow() {
    open(ScriptedStore.MODEL, ScriptedItem.menu(3));
    int before = store.opened();
    store.refuse(503);
    page.waitForTimeout(6_000);
    assertThat(store.opened() - before).isBetween(2, 6);
    assertThat(page.locator("item-tile")).hasCount(3);

    store.recover();
    assertThat(page.locator("footer:not(.silent)")).isVisible(IN_TIME);
  }

  @Test
  void itemsKeepTheirPlacesWhileTheirNumbersMove() {
    open(ScriptedStore.MODEL, List.of(item("Soup", 50), item("Salad", 40), item("Tea", 30)));
    store.say(
        ScriptedStore.MODEL,
        List.of(item("Tea", 90), item("Soup", 10), item("Rice", 99), item("Salad", 40)));
    assertThat(page.locator("item-tile h2")).hasText(new String[] {"Soup", "Salad", "Tea", "Rice"});
    assertThat(page.locator("item-tile p.expected")).hasText(new String[] {"10", "40", "90", "99"});
  }

  @Test
  void afterARestTheBiggestIsFirstAgainAndANearTieStays() {
    page.clock().install();
    open(ScriptedStore.MODEL, List.of(item("Soup", 50), item("Salad", 40), item("Tea", 30)));
    // While the clock runs ahead, a stream that opens anew may repeat the old forecast and begin a
    // rest.
    for (int rest = 0; rest < 2; rest++) {
      page.clock().runFor(5 * 60_000 + 1_000);
      store.say(ScriptedStore.MODEL, List.of(item("Soup", 40), item("Salad", 44), item("Tea", 90)));
    }
    assertThat(page.locator("item-tile h2")).hasText(new String[] {"Tea", "Soup", "Salad"});
  }

  @Test
  void moreItemsThanFitArePagedByTouchAndByKeys() {
    open(ScriptedStore.MODEL, ScriptedItem.menu(20));
    Locator names = page.locator("item-tile h2");
    assertThat(names).hasCount(8);
    assertThat(page.locator("nav")).containsText("1 / 3");

    page.getByLabel("Next page").click();
    assertThat(names.first()).hasText("Item 9");
    page.keyboard().press("PageDown");
    assertThat(names).hasCount(4);
    assertThat(page.getByLabel("Next page")).isHidden();
    page.keyboard().press("Home");
    assertThat(names.first()).hasText("Item 1");
  }

  @Test
  void anUntouchedPageGoesBackToTheFirst() {
    page.clock().install();
    open(ScriptedStore.MODEL, ScriptedItem.menu(20));
    page.getByLabel("Next page").click();
    assertThat(page.locator("nav")).containsText("2 / 3");
    page.clock().runFor(62_000);
    assertThat(page.locator("nav")).containsText("1 / 3");
  }

  @Test
  void whatIsFarFromUsualOnAnotherPageIsNamedOnThisOne() {
    List<ScriptedItem> items = new ArrayList<>(ScriptedItem.menu(8));
    items.add(ScriptedItem.of("Soup", 29, 12));
    open(ScriptedStore.MODEL, items);
    assertThat(page.locator(".state")).containsText("Soup 17 more");
  }

  @Test
  void itSpeaksFrenchWhenAsked() {
    store.say(ScriptedStore.MODEL, List.of(ScriptedItem.of("Soupe", 42, 34)));
    page.navigate(store.url() + "?lang=fr");
    assertThat(page.locator("item-tile .words")).hasText("8 de plus que d’habitude");
    assertThat(page.locator("html")).hasAttribute("lang", "fr");
    assertThat(page.locator("html")).hasAttribute("dir", "ltr");
  }

  @Test
  void aScreenLeftOpenHoldsNoMoreAfterHundredsOfForecasts() {
    open(ScriptedStore.MODEL, ScriptedItem.menu(20));
    CDPSession session = page.context().newCDPSession(page);
    session.send("Performance.enable");
    tell(100);
    Held before = Held.by(session);
    tell(400);
    Held after = Held.by(session);

    assertThat(after.nodes()).isLessThanOrEqualTo(before.nodes());
    assertThat(after.listeners()).isLessThanOrEqualTo(before.listeners());
    assertThat(after.heap() - before.heap()).isLessThan(500_000);
  }

  private static ScriptedItem item(String name, double expected) {
    return ScriptedItem.of(name, expected, expected);
  }

  private void open(String source, List<ScriptedItem> items) {
    store.say(source, items);
    page.navigate(store.url());
    assertThat(page.locator("item-tile").first()).isVisible();
    assertThat(page.locator(".clock")).isVisible();
  }

  /// So many forecasts in which each number differs from the one before; the last one is awaited.
  private void tell(int forecasts) {
    for (int i = 1; i <= forecasts; i++) {
      int shift = i;
      store.say(
          ScriptedStore.MODEL,
          ScriptedItem.menu(20).stream()
              .map(item -> ScriptedItem.of(item.name(), item.expected() + shift % 7, 100))
              .toList());
    }
    store.say(ScriptedStore.MODEL, ScriptedItem.menu(20));
    assertThat(page.locator("item-tile p.expected").first())
        .hasText("100", new LocatorAssertions.HasTextOptions().setTimeout(60_000));
  }
}
