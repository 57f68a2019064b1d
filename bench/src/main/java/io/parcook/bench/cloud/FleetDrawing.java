package io.parcook.bench.cloud;

import io.parcook.bench.cloud.Fleet.Outcome;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Formatter;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/// Two roll-outs as their registry sees them: requests and bytes a minute on logarithmic scales,
/// for the one is thousands of times the other, and the share of the fleet that serves the release.
public final class FleetDrawing {

  private static final int LEFT = 80;
  private static final int WIDTH = 780;
  private static final int HEIGHT = 170;
  private static final int APART = 230;
  private static final String NAIVE = "#c8553d";
  private static final String OURS = "#2f6f4f";

  private final Formatter svg = new Formatter(Locale.ROOT);
  private final int minutes;

  private FleetDrawing(int minutes) {
    this.minutes = minutes;
  }

  /// The drawing as SVG.
  public static String of(Outcome naive, Outcome ours, int stores, long seed) {
    return new FleetDrawing(naive.minutes().length()).drawn(naive, ours, stores, seed);
  }

  private String drawn(Outcome naive, Outcome ours, int stores, long seed) {
    int height = 70 + 3 * APART + 10;
    svg.format(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 %1$d" font-family="sans-serif"\
         font-size="14">
        <rect width="900" height="%1$d" fill="#ffffff"/>
        <text x="16" y="26" font-size="17" font-weight="bold">One release to %2$,d stores, as\
         their registry sees it</text>
        <rect x="16" y="38" width="14" height="14" fill="%3$s"/><text x="36" y="50">%4$s</text>
        <rect x="300" y="38" width="14" height="14" fill="%5$s"/><text x="320" y="50">%6$s</text>
        <text x="884" y="50" text-anchor="end" fill="#666666">seed %7$d</text>
        """,
        height, stores, NAIVE, naive.name(), OURS, ours.name(), seed);
    panel(0, "requests a minute", 5, new String[] {"1", "10", "100", "1,000", "10,000", "100,000"});
    curve(0, NAIVE, minute -> log(naive.minutes().requests(minute), 5));
    curve(0, OURS, minute -> log(ours.minutes().requests(minute), 5));
    panel(1, "bytes a minute", 9, new String[] {"1", "", "", "1 K", "", "", "1 M", "", "", "1 G"});
    curve(1, NAIVE, minute -> log(naive.minutes().bytes(minute), 9));
    curve(1, OURS, minute -> log(ours.minutes().bytes(minute), 9));
    panel(2, "stores that serve it", 2, new String[] {"0", "50 %", "100 %"});
    curve(2, NAIVE, naive::share);
    curve(2, OURS, ours::share);
    return svg.format("</svg>%n").toString();
  }

  private void panel(int place, String title, int steps, String[] labels) {
    int top = top(place);
    svg.format("<text x=\"%d\" y=\"%d\" font-weight=\"bold\">%s</text>%n", LEFT, top - 8, title);
    for (int step = 0; step <= steps; step++) {
      int y = top + HEIGHT - HEIGHT * step / steps;
      svg.format(
          "<path d=\"M%d %dh%d\" stroke=\"#dddddd\"/>"
              + "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#666666\">%s</text>%n",
          LEFT, y, WIDTH, LEFT - 8, y + 5, labels[step]);
    }
    for (int minute = 0; minute <= minutes; minute += 60) {
      LocalTime time =
          Fleet.START.plus(Duration.ofMinutes(minute)).atZone(ZoneOffset.UTC).toLocalTime();
      svg.format(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" fill=\"#666666\">%s</text>%n",
          x(minute), top + HEIGHT + 18, time);
    }
  }

  /// @param value 0 at the panel's foot, 1 at its top
  private void curve(int place, String colour, IntToDoubleFunction value) {
    var path = new StringBuilder();
    for (int minute = 0; minute < minutes; minute++) {
      double y = top(place) + HEIGHT * (1 - Math.min(1, value.applyAsDouble(minute)));
      path.append(String.format(Locale.ROOT, "%s%.1f %.1f", minute == 0 ? "M" : "L", x(minute), y));
    }
    svg.format("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>%n", path, colour);
  }

  private static double log(long value, int decades) {
    return value < 1 ? 0 : Math.log10((double) value) / decades;
  }

  private double x(int minute) {
    return LEFT + (double) WIDTH * minute / minutes;
  }

  private static int top(int place) {
    return 90 + APART * place;
  }
}
