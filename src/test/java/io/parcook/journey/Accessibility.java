package io.parcook.journey;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// What axe-core finds wrong with a page.
final class Accessibility {

  private static final String SCRIPT = read();

  private Accessibility() {}

  /// Its serious and critical findings, each with the elements it is about; shadow roots included.
  static List<String> findings(Page page) {
    page.evaluate(SCRIPT);
    Object found =
        page.evaluate(
            """
            async () => (await axe.run(document)).violations
              .filter(({ impact }) => ['serious', 'critical'].includes(impact))
              .map(({ id, help, nodes }) =>
                ({ what: `${id}: ${help}`, where: nodes.map(({ html }) => html).join(' | ') }))
            """);
    return ((List<?>) found)
        .stream()
            .map(one -> ((Map<?, ?>) one).get("what") + " " + ((Map<?, ?>) one).get("where"))
            .toList();
  }

  private static String read() {
    try (InputStream script = Accessibility.class.getResourceAsStream("/axe.min.js")) {
      if (script == null) {
        throw new IllegalStateException("axe.min.js is not on the test's class path.");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
