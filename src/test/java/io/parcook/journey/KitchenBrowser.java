package io.parcook.journey;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// The browser of a wall screen: the Chromium that this machine has; none is downloaded. Where
/// there is none the tests that ask for it are skipped, and say so.
final class KitchenBrowser implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private final Playwright playwright;
  private final Browser browser;

  private KitchenBrowser(Path executable) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    .setArgs(List.of("--no-sandbox", "--disable-gpu")));
  }

  static KitchenBrowser open() {
    Optional<Path> executable = onPath();
    Assumptions.assumeTrue(
        executable.isPresent(), "No Chromium on PATH; looked for " + String.join(", ", NAMES));
    return new KitchenBrowser(executable.orElseThrow());
  }

  /// A wall screen of 21 inches.
  Page wallScreen() {
    return screen(1920, 1080);
  }

  Page screen(int width, int height) {
    return browser.newPage(
        new Browser.NewPageOptions().setViewportSize(width, height).setLocale("en-GB"));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  private static Optional<Path> onPath() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
