package io.parcook.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whether a cook can read the screen from three metres and use it with wet hands: sizes, contrast
/// and touch targets as the browser computed them, on each screen it is made for.
class KitchenScreenJourneyLegibilityTest {

  private static final String EVERY_SCREEN =
      """
      1920, 1080, dark
      1920, 1080, light
      1280,  720, dark
       800, 1280, light
      """;

  @TempDir static Path folder;
  private static KitchenBrowser browser;
  private static PackagedStore packaged;
  private ScriptedStore store;

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
  }

  @AfterEach
  void end() {
    store.close();
  }

  @ParameterizedTest
  @CsvSource(textBlock = EVERY_SCREEN)
  void everyWordHasAContrastOfSevenToOne(int width, int height, String theme) {
    store.say(ScriptedStore.MODEL, aBusyMenu());
    try (Page page = open(width, height, theme)) {
      assertReadable(page);

      store.say(ScriptedStore.USUAL, aBusyMenu());
      assertThat(page.locator(".source.loud")).isVisible();
      assertReadable(page);

      store.fallSilent();
      assertThat(page.locator("footer.silent")).isVisible();
      assertReadable(page);
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = EVERY_SCREEN)
  void everyNumberIsLargeAndNothingIsCutOrScrolled(int width, int height, String theme) {
    store.say(ScriptedStore.MODEL, aBusyMenu());
    try (Page page = open(width, height, theme)) {
      assertThat(sizes(page, "item-tile p.expected")).isNotEmpty().allMatch(size -> size >= 72);
      assertThat(cutOff(page)).isEmpty();

      store.say(ScriptedStore.USUAL, aBusyMenu());
      assertThat(page.locator(".source.loud")).isVisible();
      assertThat(cutOff(page)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = EVERY_SCREEN)
  void everyButtonIsWideEnoughForAWetFinger(int width, int height, String theme) {
    store.say(ScriptedStore.MODEL, ScriptedItem.menu(40));
    try (Page page = open(width, height, theme)) {
      page.getByLabel("Next page").click();
      Locator buttons = page.locator("button");
      assertThat(buttons).hasCount(3);
      for (Locator button : buttons.all()) {
        BoundingBox box = button.boundingBox();
        assertThat(Math.min(box.width, box.height)).isGreaterThanOrEqualTo(64);
        assertThat(box.y + box.height).isLessThanOrEqualTo(height);
      }
    }
  }

  @Test
  void aDifferenceIsToldByAWordAndAnArrowAndNotByColourAlone() {
    store.say(
        ScriptedStore.MODEL,
        List.of(
            ScriptedItem.of("Soup", 42, 34),
            ScriptedItem.of("Salad", 20, 33),
            ScriptedItem.of("Tea", 8, 8)));
    try (Page page = open(1920, 1080, "dark")) {
      assertThat(tile(page, "Soup").locator(".words")).hasText("8 more than usual");
      assertThat(tile(page, "Salad").locator(".words")).hasText("13 less than usual");
      assertThat(tile(page, "Tea").locator(".words")).hasText("as usual");
      List<String> arrows = new ArrayList<>();
      for (Locator arrow : page.locator(".words path").all()) {
        arrows.add(arrow.getAttribute("d"));
      }
      assertThat(arrows).hasSize(3).doesNotHaveDuplicates();
    }
  }

  @Test
  void onlyADifferenceThatIsNotNoiseStandsOut() {
    store.say(
        ScriptedStore.MODEL,
        List.of(
            new ScriptedItem("Inside", 42, 30, 55, 34, false),
            new ScriptedItem("Outside", 42, 36, 49, 34, false)));
    try (Page page = open(1920, 1080, "dark")) {
      assertThat(tile(page, "Inside")).hasAttribute("tone", "same");
      assertThat(tile(page, "Outside")).hasAttribute("tone", "more");
    }
  }

  @Test
  void whatIsSoldOutSaysSo() {
    store.say(ScriptedStore.MODEL, List.of(ScriptedItem.of("Soup", 42, 34).outOfStock()));
    try (Page page = open(1920, 1080, "dark")) {
      assertThat(tile(page, "Soup").locator(".sold-out")).hasText("Sold out");
      assertThat(tile(page, "Soup").locator("p.expected")).hasText("42");
    }
  }

  private static List<ScriptedItem> aBusyMenu() {
    List<ScriptedItem> items = new ArrayList<>(ScriptedItem.menu(9));
    items.set(0, ScriptedItem.of("Double cheeseburger with extra bacon", 188, 131));
    items.set(1, ScriptedItem.of("Chicken nuggets 9 pcs", 141, 203));
    items.set(2, ScriptedItem.of("Soup", 120, 80).outOfStock());
    return items;
  }

  private Page open(int width, int height, String theme) {
    Page page = browser.screen(width, height);
    page.navigate(store.url() + "?theme=" + theme);
    assertThat(page.locator("item-tile").first()).isVisible();
    assertThat(page.locator(".clock")).isVisible();
    return page;
  }

  private static Locator tile(Page page, String name) {
    return page.locator("item-tile").filter(new Locator.FilterOptions().setHasText(name));
  }

  private static void assertReadable(Page page) {
    List<Legibility> text = Legibility.ofText(page);
    assertThat(text).hasSizeGreaterThan(20).allSatisfy(KitchenScreenJourneyLegibilityTest::clear);
    assertThat(Legibility.ofMarks(page)).isNotEmpty().allMatch(mark -> mark.contrast() >= 3);
  }

  private static void clear(Legibility text) {
    assertThat(text.contrast()).as(text.toString()).isGreaterThanOrEqualTo(7);
  }

  private static List<Double> sizes(Page page, String selector) {
    return page.locator(selector).all().stream()
        .map(found -> found.evaluate("e => parseFloat(getComputedStyle(e).fontSize)"))
        .map(size -> ((Number) size).doubleValue())
        .toList();
  }

  /// Elements whose content is larger than they are, the page itself when it would scroll, and
  /// parts of a tile that lie over each other or reach out of it.
  private static List<?> cutOff(Page page) {
    return (List<?>)
        page.evaluate(
            """
            () => {
              const cut = [];
              const check = (e) => {
                if (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1) {
                  cut.push(`${e.tagName} ${e.className} "${e.textContent.trim()}"`
                    + ` ${e.scrollWidth}x${e.scrollHeight} in ${e.clientWidth}x${e.clientHeight}`);
                }
              };
              check(document.documentElement);
              const screen = document.querySelector('kitchen-screen').shadowRoot;
              screen.querySelectorAll('main, header, .source, .state, nav').forEach(check);
              for (const tile of screen.querySelectorAll('item-tile')) {
                check(tile);
                tile.shadowRoot.querySelectorAll('h2, .words, .range').forEach(check);
                const rows = [...tile.shadowRoot.querySelectorAll('h2, .words, .range')]
                  .map((row) => row.getBoundingClientRect());
                const room = tile.getBoundingClientRect();
                const tops = [...rows.slice(1).map((row) => row.top), room.bottom];
                const over = rows.some((row, i) => row.bottom > tops[i] + row.height * 0.1);
                if (over || rows[0].top < room.top) cut.push(`overlap in ${tile.reading.name}`);
              }
              return cut;
            }
            """);
  }
}
