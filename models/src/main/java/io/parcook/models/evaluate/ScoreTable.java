package io.parcook.models.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Scores as plain text, one line for each forecaster or store.
public final class ScoreTable {

  private static final List<Double> SHOWN = List.of(0.1, 0.5, 0.9);

  private ScoreTable() {}

  /// The table, with a heading line; `%` columns are shares. Coverage is the share of rows that
  /// sold less than the quantile's whole portions and the share that sold no more than it: a level
  /// that is held lies between the two.
  public static String of(String title, Map<String, Scores> scores) {
    var lines = new ArrayList<List<String>>();
    lines.add(
        List.of(
            title,
            "WQL",
            "pinball",
            "WAPE hour",
            "daypart",
            "day",
            "bias",
            "cover 10/50/90 %",
            "usual",
            "rows"));
    scores.forEach((name, score) -> lines.add(line(name, score)));
    int columns = lines.getFirst().size();
    int[] width = new int[columns];
    for (List<String> line : lines) {
      for (int i = 0; i < columns; i++) {
        width[i] = Math.max(width[i], line.get(i).length());
      }
    }
    var text = new StringBuilder();
    for (List<String> line : lines) {
      text.append(padded(line.getFirst(), -width[0]));
      for (int i = 1; i < columns; i++) {
        text.append("  ").append(padded(line.get(i), width[i]));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static List<String> line(String name, Scores s) {
    var coverage = new ArrayList<String>();
    for (double level : SHOWN) {
      coverage.add(s.levels().contains(level) ? shares(s, level) : "-");
    }
    return List.of(
        name,
        number(s.wql()),
        number(s.pinball()),
        number(s.wapeOfHours()),
        number(s.wapeOfDayparts()),
        number(s.wapeOfDays()),
        String.format(Locale.ROOT, "%+.3f", s.bias()),
        String.join(" / ", coverage),
        percent(s.usualShare()) + " %",
        Long.toString(s.rows()));
  }

  /// The two shares between which a held level lies, such as `79-91`.
  private static String shares(Scores s, double level) {
    return percent(s.coverageBelow(level)) + "-" + percent(s.coverage(level));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f", 100 * share);
  }

  /// Pads to a width; a negative one aligns left.
  private static String padded(String text, int width) {
    return String.format(Locale.ROOT, "%" + width + "s", text);
  }
}
