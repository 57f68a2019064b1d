package io.parcook.journey;

import com.microsoft.playwright.Page;
import java.util.List;

/// What a page's words and marks measure, read from the styles that the browser computed.
record Legibility(String text, double pixels, double contrast) {

  /// Every visible piece of text, shadow roots included. Contrast is WCAG 2's ratio of the text's
  /// colour to the first background behind it that is not see-through.
  private static final String MEASURE =
      """
      () => {
        const light = (colour) => {
          const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(Number).map((c) => c / 255)
            .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const seeThrough = (colour) => /rgba\\(.*, 0\\)/.test(colour);
        const above = (element) => element.assignedSlot ?? element.parentElement
          ?? element.getRootNode().host;
        const behind = (element) => {
          let at = element;
          while (at && seeThrough(getComputedStyle(at).backgroundColor)) at = above(at);
          return at ? getComputedStyle(at).backgroundColor : 'rgb(255, 255, 255)';
        };
        const contrast = (one, other) => {
          const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
          return (high + 0.05) / (low + 0.05);
        };
        const found = [];
        const note = (element, text, colour) => found.push([
          text,
          parseFloat(getComputedStyle(element).fontSize),
          contrast(colour, behind(element)),
        ]);
        const walk = (root) => {
          for (const element of root.querySelectorAll('*')) {
            if (element.shadowRoot) walk(element.shadowRoot);
            const style = getComputedStyle(element);
            const box = element.getBoundingClientRect();
            if (style.visibility === 'hidden' || box.width < 2) continue;
            if (MARKS && element.matches('.range:not(div), .expected:is(polygon)')) {
              note(element, 'mark ' + element.getAttribute('class'), style.fill);
            }
            if (MARKS) continue;
            if (['STYLE', 'SCRIPT', 'NOSCRIPT'].includes(element.tagName)) continue;
            const own = [...element.childNodes].filter((n) => n.nodeType === 3)
              .map((n) => n.data.trim()).join(' ').trim();
            if (own) note(element, own, style.color);
          }
        };
        walk(document);
        return found;
      }
      """;

  static List<Legibility> ofText(Page page) {
    return measure(page, false);
  }

  /// The shapes that carry meaning: the likely range and the coming hours.
  static List<Legibility> ofMarks(Page page) {
    return measure(page, true);
  }

  private static List<Legibility> measure(Page page, boolean marks) {
    Object found = page.evaluate(MEASURE.replace("MARKS", Boolean.toString(marks)));
    return ((List<?>) found).stream().map(one -> of((List<?>) one)).toList();
  }

  private static Legibility of(List<?> one) {
    return new Legibility(
        String.valueOf(one.get(0)),
        ((Number) one.get(1)).doubleValue(),
        ((Number) one.get(2)).doubleValue());
  }
}
