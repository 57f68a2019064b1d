package io.parcook.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.parcook.journey.ScriptedBatch.due;
import static io.parcook.journey.ScriptedBatch.reason;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A cook at a station: what to start, one touch or one key for each step, and what the screen does
/// when the service or the internet is away.
class StationScreenJourneyTest {

  @TempDir static Path folder;
  private static KitchenBrowser browser;
  private static PackagedStore packaged;
  private final List<String> complaints = new ArrayList<>();
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
    page.onPageError(complaints::add);
  }

  @AfterEach
  void endWithoutAnErrorInThePage() {
    page.context().close();
    kitchen.close();
    assertThat(complaints).isEmpty();
  }

  @Test
  void whatIsDueNowComesFirstTheBiggestAtTheTopAndSaysWhy() {
    kitchen.plan(
        due("Fries", 9, -90, reason("ORDERED", 4, 1)),
        due("Chicken", 6, 250, reason("MORE_THAN_USUAL", 14, 9)),
        due("Nuggets", 24, -1, reason("AT_THE_DOOR", 6, 4)),
        due("Patties", 40, -1).on("grill"));
    open();
    assertThat(names()).hasText(new String[] {"Nuggets", "Fries", "Chicken"});
    assertThat(line("Nuggets")).containsText("24");
    assertThat(line("Nuggets")).containsText("6 at the door, usual 4");
    assertThat(line("Nuggets").locator(".when")).hasText("Now");
    assertThat(line("Fries").locator(".by")).hasText("1 min late");
    assertThat(line("Chicken").locator(".when")).hasText("5 min");
    assertThat(page.locator(".source")).containsText("Planned from the model's forecast");
  }

  @Test
  void oneTouchStartsOneMarksReadyAndOneTakesEachBack() {
    kitchen.plan(due("Nuggets", 24, -1));
    open();
    line("Nuggets").click();
    assertThat(page.locator("cooking-line")).containsText("Nuggets");
    assertThat(page.locator("cooking-line .left")).hasText(Pattern.compile("[34]:\\d\\d"));

    page.waitForTimeout(500);
    page.locator("cooking-line").click();
    assertThat(page.locator("cooking-line")).containsText("recall");
    assertThat(undo()).containsText("24 Nuggets ready");

    undo().click();
    assertThat(page.locator("cooking-line")).not().containsText("recall");
    assertThat(undo()).containsText("24 Nuggets started");
    undo().click();
    assertThat(page.locator("cooking-line")).hasCount(0);
    assertThat(line("Nuggets")).isVisible();
    assertThat(kitchen.bumps())
        .containsExactly(
            "nuggets~1 started", "nuggets~1 ready", "nuggets~1 undone", "nuggets~1 undone");
  }

  @Test
  void whatIsReadyIsRecalledByTouchingItAgain() {
    kitchen.plan(due("Nuggets", 24, -1).cooking(20).after("ready"));
    open();
    page.locator("cooking-line").click();
    assertThat(page.locator("cooking-line")).not().containsText("recall");
    assertThat(kitchen.bumps()).containsExactly("nuggets~1 undone");
  }

  @Test
  void theBumpBarDoesItAllAndALearnedKeyWinsOverTheOrdinaryOne() {
    kitchen.plan(due("Nuggets", 24, -1), due("Fries", 9, -1));
    page.navigate(kitchen.url("settings?lang=en"));
    page.getByText("Start line 2").click();
    page.keyboard().press("F7");
    assertThat(page.locator(".own")).containsText("F7");
    assertThat(page.locator(".source")).containsText("F7: Start line 2");

    page.navigate(kitchen.url("station/fryer?lang=en"));
    assertThat(names()).hasCount(2);
    page.keyboard().press("F7");
    assertThat(page.locator("cooking-line")).containsText("Fries");
    page.keyboard().press("1");
    assertThat(page.locator("cooking-line")).hasCount(2);
    page.waitForTimeout(3_500);
    page.keyboard().press("6");
    page.keyboard().press("Backspace");
    awaitBumps(4);
    assertThat(kitchen.bumps())
        .containsExactly("fries~1 started", "nuggets~1 started", "fries~1 ready", "fries~1 undone");
  }

  @Test
  void theKeyboardAloneReachesEveryLineAndButton() {
    kitchen.plan(due("Nuggets", 24, -1));
    open();
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(page.locator("cooking-line")).containsText("Nuggets");
  }

  @Test
  void nothingMovesUnderACooksHand() {
    kitchen.plan(due("Nuggets", 24, -1), due("Fries", 9, -1), due("Chicken", 6, -1));
    open();
    Locator second = page.locator("section.due li").nth(1);
    line("Nuggets").click();
    assertThat(page.locator("section.due .gone")).containsText("24 Nuggets");
    assertThat(second).containsText("Fries");
    page.waitForTimeout(4_000);
    assertThat(page.locator("section.due li").first()).containsText("Fries");
  }

  @Test
  void aBumpOnOneScreenShowsOnTheOtherWithinASecond() {
    kitchen.plan(due("Nuggets", 24, -1));
    open();
    try (Page other = browser.wallScreen()) {
      other.navigate(kitchen.url("station/fryer?lang=en"));
      assertThat(other.locator("due-line")).isVisible();
      line("Nuggets").click();
      assertThat(other.locator("cooking-line"))
          .containsText("Nuggets", new LocatorAssertions.ContainsTextOptions().setTimeout(1_000));
    }
  }

  @Test
  void silenceIsSaidWithTheAgeOfThePlanAndABumpInItIsNotLost() {
    kitchen.plan(due("Nuggets", 24, -1), due("Fries", 9, -1));
    open();
    kitchen.goAway();
    assertThat(page.locator("footer.silent"))
        .containsText(Pattern.compile("No word from .* for [3-9] s. The plan of \\d\\d:\\d\\d"));
    line("Nuggets").click();
    assertThat(page.locator("cooking-line")).containsText("Nuggets");
    assertThat(page.locator("footer.silent")).containsText("1 bump is kept and waits");
    assertThat(names()).containsText(new String[] {"Fries"});

    kitchen.comeBack();
    awaitBumps(1);
    assertThat(page.locator("footer:not(.silent)")).isVisible();
    assertThat(kitchen.bumps()).containsExactly("nuggets~1 started");
  }

  @Test
  void aBumpOutlivesTheScreensOwnRestart() {
    kitchen.plan(due("Nuggets", 24, -1));
    open();
    kitchen.refuseWith(503);
    line("Nuggets").click();
    assertThat(page.locator("cooking-line")).containsText("Nuggets");
    page.reload();
    assertThat(page.locator("cooking-line")).containsText("Nuggets");
    kitchen.refuseWith(0);
    awaitBumps(1);
  }

  @Test
  void aBumpWhoseAnswerIsLostIsSentAgainAndDoneOnce() {
    kitchen.plan(due("Nuggets", 24, -1).cooking(60));
    open();
    kitchen.loseAnAnswer();
    undo().click();
    assertThat(line("Nuggets")).isVisible();
    page.waitForTimeout(1_500);
    assertThat(line("Nuggets")).isVisible();
    assertThat(kitchen.bumps()).containsExactly("nuggets~1 undone");
  }

  @Test
  void aBumpThatTheServiceRefusesIsTakenBackAndSaid() {
    kitchen.plan(due("Nuggets", 24, -1));
    open();
    kitchen.refuse("The fryer is switched off.");
    line("Nuggets").click();
    assertThat(page.locator(".state")).containsText("Not done. The fryer is switched off.");
    assertThat(page.locator("cooking-line")).hasCount(0);
    assertThat(line("Nuggets")).isVisible();
  }

  @Test
  void aWithdrawnBatchIsToldWithItsReason() {
    ScriptedBatch fries = due("Fries", 9, 400);
    kitchen.plan(fries, due("Nuggets", 24, -1));
    open();
    kitchen.withdraw(fries, reason("ENOUGH", 14, 9));
    assertThat(page.locator(".state")).containsText("Withdrawn: 9 Fries. 14 on hand, 9 expected.");
    assertThat(names()).hasText(new String[] {"Nuggets"});
  }

  @Test
  void whatDoesNotFitIsToldAndPagedByKey() {
    kitchen.plan(
        IntStream.range(0, 8)
            .mapToObj(i -> due("Item " + (char) ('A' + i), 20 - i, -1))
            .toArray(ScriptedBatch[]::new));
    open();
    assertThat(names()).hasCount(5);
    assertThat(page.locator("nav")).containsText("+3 more");
    page.keyboard().press("PageDown");
    assertThat(names()).hasText(new String[] {"Item F", "Item G", "Item H"});
    page.keyboard().press("1");
    assertThat(page.locator("section.due .gone")).containsText("15 Item F");
  }

  @Test
  void withoutInternetItSaysThatNothingIsLost() {
    kitchen.plan(due("Nuggets", 24, -1));
    kitchen.cloudAway();
    open();
    assertThat(page.locator(".cloud"))
        .containsText(Pattern.compile("No internet since .* Nothing is lost: 1,240 wait here."));
    assertThat(page.locator("footer.silent")).hasCount(0);
  }

  @Test
  void withoutHistoryItSaysThatParLevelsStandIn() {
    kitchen.restOn("PAR", "this store has sold nothing yet");
    kitchen.plan(due("Nuggets", 24, -1, reason("BELOW_PAR", 36, 12)));
    open();
    assertThat(page.locator(".source.loud"))
        .containsText("PAR LEVELS — no forecast: this store has sold nothing yet");
    assertThat(line("Nuggets")).containsText("par 36, 12 there");
  }

  @Test
  void itSpeaksFrenchAndSaysTheReasonInIt() {
    kitchen.plan(due("Nuggets", 24, -1, reason("AT_THE_DOOR", 6, 4)));
    page.navigate(kitchen.url("station/fryer?lang=fr"));
    assertThat(line("Nuggets")).containsText("6 à la porte, habitude 4");
    assertThat(page.locator("html")).hasAttribute("lang", "fr");
  }

  @Test
  void itIsMirroredWhereReadingGoesFromRightToLeft() {
    kitchen.plan(due("Nuggets", 24, -1), due("Fries", 9, -1).cooking(100));
    page.navigate(kitchen.url("station/fryer?lang=ar-XB"));
    assertThat(page.locator("html")).hasAttribute("dir", "rtl");
    Locator due = line("Nuggets");
    assertThat(due.locator(".portions").boundingBox().x)
        .isGreaterThan(due.locator(".when").boundingBox().x);
    assertThat(page.locator("section.due").boundingBox().x)
        .isGreaterThan(page.locator("section.cooking").boundingBox().x);
  }

  @Test
  void aScreenIsRememberedAndAStationIsChosenByTouch() {
    kitchen.plan(due("Nuggets", 24, -1));
    page.navigate(kitchen.url("?lang=en"));
    page.getByText("Fryer").click();
    assertThat(line("Nuggets")).isVisible();
    page.navigate(kitchen.url("?lang=en"));
    assertThat(line("Nuggets")).isVisible();
    assertThat(page).hasURL(Pattern.compile("/station/fryer"));
  }

  /// A revision each minute of a week, each with other batches, straight into the component; the
  /// first day fills its caches.
  @Test
  void aScreenLeftOpenForAWeekHoldsNoMore() {
    kitchen.plan(due("Nuggets", 24, -1));
    open();
    CDPSession session = page.context().newCDPSession(page);
    session.send("Performance.enable");
    run(1_440);
    Held before = Held.by(session);
    run(6 * 1_440);
    Held after = Held.by(session);

    assertThat(after.nodes()).isLessThanOrEqualTo(before.nodes() + 20);
    assertThat(after.listeners()).isLessThanOrEqualTo(before.listeners() + 5);
    assertThat(after.heap() - before.heap()).isLessThan(500_000);
  }

  private void run(int minutes) {
    page.evaluate(
        """
        async (minutes) => {
          const screen = document.querySelector('station-screen');
          for (let minute = 1; minute <= minutes; minute++) {
            const at = Date.now();
            const batches = Array.from({ length: 7 }, (_, i) => ({
              id: `item-${i}~${minute}`, item: `item-${(minute + i) % 12}`, station: 'fryer',
              portions: 1 + (minute * (i + 3)) % 40,
              state: ['DUE', 'DUE', 'DUE', 'DUE', 'COOKING', 'COOKING', 'READY'][i],
              start: new Date(at + (i - 2) * 60000).toISOString(),
              ready: new Date(at + (i + 2) * 60000).toISOString(),
              reason: { kind: 'RUNNING_LOW', figures: [minute % 50, 3], words: '' } }));
            screen.link.take({ revision: 1000 + minute, at: new Date(at).toISOString(),
              zone: 'Europe/Paris', basis: 'MODEL', stations: ['fryer'], batches,
              withdrawn: [], items: [], adjustments: [], door: null });
            await screen.updateComplete;
          }
        }
        """,
        minutes);
  }

  private void awaitBumps(int count) {
    Eventually.within(
        Duration.ofSeconds(20),
        () -> count + " bumps; there are " + kitchen.bumps(),
        () -> kitchen.bumps().size() >= count);
  }

  private void open() {
    page.navigate(kitchen.url("station/fryer?lang=en"));
    assertThat(page.locator("due-line, cooking-line").first()).isVisible();
    assertThat(page.locator(".clock")).isVisible();
  }

  private Locator names() {
    return page.locator("due-line .name");
  }

  private Locator undo() {
    return page.locator("button.undo");
  }

  private Locator line(String name) {
    return page.locator("due-line").filter(new Locator.FilterOptions().setHasText(name));
  }
}
