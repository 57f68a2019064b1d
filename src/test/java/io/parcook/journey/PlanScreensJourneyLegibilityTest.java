package io.parcook.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.parcook.journey.ScriptedBatch.due;
import static io.parcook.journey.ScriptedBatch.reason;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The expediter's and the manager's screens, and whether all three can be read from three metres
/// and touched with a wet hand, as the browser computed them.
class PlanScreensJourneyLegibilityTest {

  private static final String ITEMS =
      """
      {"item":"Nuggets","station":"fryer","onHand":18,"lots":[{"portions":12,\
      "made":"2026-01-01T00:00:00Z","expires":"2026-01-01T00:20:00Z"}],"cooking":0,"owed":0,\
      "soldOut":false,"par":null,"needed":[{"within":"PT15M","low":12,"likely":22,"high":34},\
      {"within":"PT30M","low":30,"likely":44,"high":60},\
      {"within":"PT60M","low":66,"likely":90,"high":118}]},\
      {"item":"Fries","station":"fryer","onHand":3,"lots":[],"cooking":12,"owed":4,\
      "soldOut":false,"par":null,"needed":[{"within":"PT15M","low":14,"likely":19,"high":26},\
      {"within":"PT30M","low":28,"likely":36,"high":45},\
      {"within":"PT60M","low":60,"likely":72,"high":86}]},\
      {"item":"Hash browns","station":"fryer","onHand":0,"lots":[],"cooking":0,"owed":0,\
      "soldOut":true,"par":8,"needed":[{"within":"PT15M","low":0,"likely":1,"high":3},\
      {"within":"PT30M","low":1,"likely":3,"high":5},\
      {"within":"PT60M","low":3,"likely":5,"high":9}]}""";

  /// Screen, theme, language, what is there once it is drawn.
  private static final String EVERY_SCREEN =
      """
      station/fryer, dark,  en,    due-line
      station/fryer, light, fr,    due-line
      station/fryer, dark,  ar-XB, due-line
      expediter,     dark,  en,    item-line
      expediter,     light, fr,    item-line
      expediter,     dark,  ar-XB, item-line
      manager,       dark,  en,    day-chart
      manager,       light, fr,    day-chart
      manager,       dark,  ar-XB, day-chart
      settings,      light, en,    kbd
      screens,       dark,  fr,    section button
      """;

  @TempDir static Path folder;
  private static KitchenBrowser browser;
  private static PackagedStore packaged;
  private ScriptedKitchen kitchen;
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
    kitchen = new ScriptedKitchen(packaged.baseUri());
    page = browser.wallScreen();
    kitchen.stock(ITEMS);
    kitchen.plan(
        due("Nuggets", 24, -1, reason("AT_THE_DOOR", 6, 4)),
        due("Fries", 120, -200, reason("ORDERED", 4, 1)),
        due("Potato wedges", 6, 400, reason("MORE_THAN_USUAL", 14, 9)),
        due("Double cheeseburger with extra bacon", 4, 500),
        due("Onion rings", 8, 600),
        due("Hash browns", 8, 700),
        due("Chicken", 8, 0).cooking(100),
        due("Mozzarella sticks", 12, 0).named("over~1").cooking(-40),
        due("Jalapeno poppers", 6, 0).cooking(-60).after("ready"));
    kitchen.cloudAway();
  }

  @AfterEach
  void end() {
    page.context().close();
    kitchen.close();
  }

  @ParameterizedTest
  @CsvSource(textBlock = EVERY_SCREEN)
  void everyScreenCanBeReadAndTouchedAndIsWhole(
      String screen, String theme, String language, String drawn) {
    open(screen + "?theme=" + theme + "&lang=" + language, drawn);
    assertThat(Legibility.ofText(page))
        .hasSizeGreaterThan(5)
        .allSatisfy(
            text -> assertThat(text.contrast()).as(text.toString()).isGreaterThanOrEqualTo(7));
    assertThat(page.locator("button:visible, select, input").all())
        .allSatisfy(PlanScreensJourneyLegibilityTest::wideEnough);
    assertThat(cutOff()).isEmpty();
    assertThat(Accessibility.findings(page)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "station/fryer, '.portions, .when, .left'",
    "expediter, '.number, need-band b'",
    "manager, '.number'"
  })
  void theMainFiguresAreLargeEnoughForThreeMetres(String screen, String figures) {
    open(screen + "?lang=en", screen.equals("manager") ? "day-chart" : "header");
    Locator all = page.locator(figures);
    assertThat(all.first()).isVisible();
    assertThat(all.all())
        .allSatisfy(
            figure ->
                assertThat(
                        ((Number) figure.evaluate("e => parseFloat(getComputedStyle(e).fontSize)"))
                            .doubleValue())
                    .isGreaterThanOrEqualTo(72));
  }

  @Test
  void theExpediterSeesWhatThereIsWhatIsNeededAndWhatIsWrong() {
    open("expediter?lang=en", "item-line");
    Locator nuggets = item("Nuggets");
    assertThat(nuggets.locator(".number").first()).hasText("18");
    assertThat(nuggets).containsText("12 too old");
    assertThat(item("Fries")).containsText("3 short");
    assertThat(item("Fries")).containsText("+12");
    assertThat(item("Hash browns")).containsText("Sold out");
    assertThat(nuggets.locator("[role=img]").first())
        .hasAttribute(
            "aria-label", "22 needed in the next 15 min, likely 12 to 34; 18 on hand and cooking.");
  }

  @Test
  void aCooksCountCorrectsWhatIsOnHand() {
    open("expediter?lang=en", "item-line");
    item("Fries").click();
    assertThat(page.locator("dialog h2")).hasText("Fries: how many are on hand?");
    page.getByLabel("5 more").click();
    page.getByLabel("1 fewer").click();
    assertThat(page.locator("dialog output")).hasText("7");
    page.getByText("Save count").click();
    assertThat(page.locator("dialog")).hasCount(0);
    assertThat(kitchen.told())
        .containsExactly("POST /api/v1/plan/cook {\"item\":\"Fries\",\"counted\":7}");
  }

  @Test
  void theManagerSeesTheDayBesideItsForecastAndReplaysAPastOne() {
    open("manager?lang=en", "day-chart");
    Locator figures = page.locator("day-view .number");
    assertThat(figures).hasText(new String[] {written(ScriptedDay.SOLD), "18", "37", "2"});
    assertThat(page.locator("day-view")).containsText("of 100 portions; the usual mean 26");
    assertThat(page.locator("store-health")).containsText("store-17.n12 since");
    assertThat(page.locator("store-health")).containsText("Went back on");
    assertThat(page.locator("store-health")).containsText("sensor door silent, heard 15 min ago");

    page.getByLabel("Day before").click();
    assertThat(figures.first()).hasText(written(ScriptedDay.INTERVALS));
    page.getByText("Replay").click();
    assertThat(figures.first()).hasText(Pattern.compile("^\\d\\d?\\d?$"));
    page.getByLabel("Time of day").press("End");
    assertThat(figures.first()).hasText(written(ScriptedDay.INTERVALS));
  }

  private static String written(int intervals) {
    return String.format(Locale.ENGLISH, "%,d", ScriptedDay.sold(intervals));
  }

  @Test
  void theManagersWordOnTheComingHoursIsSentWithItsEnd() {
    open("manager?lang=en", "day-chart");
    page.getByLabel("Busier", new Page.GetByLabelOptions().setExact(true)).click();
    page.getByLabel("Busier", new Page.GetByLabelOptions().setExact(true)).click();
    page.getByLabel("What").selectOption("station:fryer");
    page.getByText("Set", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator("demand-slider output")).hasText("0%");
    assertThat(kitchen.told()).hasSize(1);
    assertThat(kitchen.told().getFirst())
        .startsWith(
            "POST /api/v1/plan/adjustments {\"kind\":\"slider\",\"factor\":1.1,\"until\":\"")
        .endsWith("\"station\":\"fryer\"}");
  }

  private void open(String screen, String drawn) {
    page.navigate(kitchen.url(screen));
    assertThat(page.locator(drawn).first()).isVisible();
  }

  private Locator item(String name) {
    return page.locator("item-line").filter(new Locator.FilterOptions().setHasText(name));
  }

  private static void wideEnough(Locator target) {
    BoundingBox box = target.boundingBox();
    assertThat(Math.min(box.width, box.height))
        .as(target.evaluate("e => e.outerHTML").toString())
        .isGreaterThanOrEqualTo(64);
  }

  /// Elements that hold more than they show, and the page itself where it would scroll. What is
  /// meant to be cut with an ellipsis is let be.
  private List<?> cutOff() {
    return (List<?>)
        page.evaluate(
            """
            () => {
              const cut = [];
              const check = (e) => {
                const style = getComputedStyle(e);
                if (style.textOverflow === 'ellipsis' || e.closest('svg') || e.matches('.unseen')) return;
                if (e.clientWidth === 0 || e.matches('input, option, select')) return;
                if (e.scrollWidth > e.clientWidth + 2 || e.scrollHeight > e.clientHeight * 1.08 + 2) {
                  cut.push(`${e.tagName} ${e.className} "${e.textContent.trim().slice(0, 60)}"`
                    + ` ${e.scrollWidth}x${e.scrollHeight} in ${e.clientWidth}x${e.clientHeight}`);
                }
              };
              const walk = (root) => {
                for (const e of root.querySelectorAll('*')) {
                  if (e.shadowRoot) walk(e.shadowRoot);
                  check(e);
                }
              };
              walk(document.body);
              check(document.documentElement);
              return cut;
            }
            """);
  }
}
