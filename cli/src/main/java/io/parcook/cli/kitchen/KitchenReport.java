package io.parcook.cli.kitchen;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// What the policies waste at the same stock-out rates: a table, bars for a terminal, a drawing.
///
/// @param frontiers par levels first, the limit last
public record KitchenReport(List<Frontier> frontiers) {

  private static final double[] RATES = {0.02, 0.05, 0.10};
  private static final double USUAL = 0.05;
  private static final int BAR = 40;

  public KitchenReport {
    frontiers = List.copyOf(frontiers);
  }

  /// Waste of a policy at a stock-out rate, as a share of the first policy's; NaN where either was
  /// not tried there.
  public double shareOfFirst(int policy, double stockOut) {
    return frontiers.get(policy).wasteAt(stockOut) / frontiers.getFirst().wasteAt(stockOut);
  }

  /// Waste of a policy at a stock-out rate, portions per portion wanted. The limit needs no safety:
  /// where it misses less than asked, its least waste counts.
  public double waste(int policy, double stockOut) {
    Frontier frontier = frontiers.get(policy);
    double waste = frontier.wasteAt(stockOut);
    boolean better = frontier.points().getLast().stockOut() < stockOut;
    return Double.isNaN(waste) && better
        ? frontier.points().stream().mapToDouble(Outcome::waste).min().orElse(Double.NaN)
        : waste;
  }

  public String text() {
    var text = new StringBuilder("Waste per 100 portions wanted, at equal stock-out rates\n");
    text.append(String.format(Locale.ROOT, "  %-28s", ""));
    for (double rate : RATES) {
      text.append(String.format(Locale.ROOT, "%14s", Math.round(100 * rate) + " % missing"));
    }
    text.append('\n');
    for (int i = 0; i < frontiers.size(); i++) {
      text.append(String.format(Locale.ROOT, "  %-28s", frontiers.get(i).name()));
      for (double rate : RATES) {
        double share = waste(i, rate) / waste(0, rate) - 1;
        text.append(
            Double.isNaN(waste(i, rate))
                ? String.format(Locale.ROOT, "%14s", "-")
                : String.format(
                    Locale.ROOT,
                    "%8.1f %5s",
                    100 * waste(i, rate),
                    Double.isNaN(share) ? "" : String.format(Locale.ROOT, "%+.0f%%", 100 * share)));
      }
      text.append('\n');
    }
    double drawn = drawn();
    text.append(String.format(Locale.ROOT, "%nAt %.0f %% missing%n", 100 * drawn));
    double most = most(drawn);
    for (int i = 0; i < frontiers.size(); i++) {
      double waste = waste(i, drawn);
      int length = Double.isNaN(waste) ? 0 : (int) Math.round(BAR * waste / most);
      text.append(
          String.format(
              Locale.ROOT,
              "  %-28s%s %s%n",
              frontiers.get(i).name(),
              "#".repeat(length),
              per100(waste)));
    }
    return text.toString();
  }

  /// The same bars as an SVG drawing.
  public String svg() {
    double drawn = drawn();
    var svg = new StringBuilder();
    int height = 60 + 40 * frontiers.size();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 %d\""
                + " font-family=\"sans-serif\" font-size=\"16\">%n"
                + "<rect width=\"720\" height=\"%d\" fill=\"#ffffff\"/>%n"
                + "<text x=\"16\" y=\"30\" font-weight=\"bold\">Waste per 100 portions wanted,"
                + " %.0f %% missing</text>%n",
            height,
            height,
            100 * drawn));
    for (int i = 0; i < frontiers.size(); i++) {
      int y = 50 + 40 * i;
      double waste = waste(i, drawn);
      double length = Double.isNaN(waste) ? 0 : 380 * waste / most(drawn);
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"16\" y=\"%d\">%s</text>%n"
                  + "<rect x=\"250\" y=\"%d\" width=\"%.1f\" height=\"26\" fill=\"#2f6f4f\"/>%n"
                  + "<text x=\"%.1f\" y=\"%d\">%s</text>%n",
              y + 19,
              frontiers.get(i).name().replace("&", "&amp;").replace("<", "&lt;"),
              y,
              length,
              258 + length,
              y + 19,
              per100(waste)));
    }
    return svg.append("</svg>\n").toString();
  }

  /// The usual rate, or the lowest of the others at which every policy has a figure.
  private double drawn() {
    return DoubleStream.concat(DoubleStream.of(USUAL), DoubleStream.of(RATES))
        .filter(
            rate ->
                IntStream.range(0, frontiers.size()).noneMatch(i -> Double.isNaN(waste(i, rate))))
        .findFirst()
        .orElse(USUAL);
  }

  private static String per100(double waste) {
    return Double.isNaN(waste) ? "-" : String.format(Locale.ROOT, "%.1f", 100 * waste);
  }

  private double most(double rate) {
    double most = 0;
    for (int i = 0; i < frontiers.size(); i++) {
      double waste = waste(i, rate);
      most = Double.isNaN(waste) ? most : Math.max(most, waste);
    }
    return most == 0 ? 1 : most;
  }
}
