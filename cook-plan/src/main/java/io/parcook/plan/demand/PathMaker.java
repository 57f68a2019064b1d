package io.parcook.plan.demand;

import io.parcook.models.forecast.Forecast;
import io.parcook.plan.menu.Menu;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Makes paths from a forecast's quantiles: in each interval a path takes one of as many evenly
/// spaced quantiles as there are paths, each once, so that every interval keeps its distribution
/// (Latin hypercube sampling with dependent ranks: Stein 1987). Which path takes which is ranked by
/// normal scores with a part that all items share, a part that the item keeps over the intervals,
/// and a part of its own (a Gaussian copula). The ranks depend on the item's name alone: the same
/// forecast gives the same paths, and a higher one gives higher paths, each of them.
public final class PathMaker {

  /// Paths; the standard error of a mean over them is a hundredth or so.
  public static final int PATHS = 96;

  /// Intervals with ranks of their own; further ones repeat them.
  private static final int RANKED = 32;

  private final Menu menu;
  private final Map<String, short[]> ranks = new HashMap<>();

  public PathMaker(Menu menu, Dependence dependence) {
    this.menu = menu;
    double[] store = scores("");
    menu.items()
        .keySet()
        .forEach(
            item ->
                menu.takers(item)
                    .keySet()
                    .forEach(
                        code ->
                            ranks.computeIfAbsent(code, name -> ranks(name, dependence, store))));
  }

  /// Paths of every item of the menu of which the forecast knows any order that takes it.
  public Map<String, DemandPaths> of(Forecast forecast) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < forecast.items().size(); i++) {
      places.put(forecast.items().get(i), i);
    }
    var paths = new LinkedHashMap<String, DemandPaths>();
    for (String item : menu.items().keySet()) {
      float[] values = new float[PATHS * forecast.steps()];
      float[] usual = new float[forecast.steps()];
      boolean known = false;
      for (Map.Entry<String, Integer> taker : menu.takers(item).entrySet()) {
        Integer place = places.get(taker.getKey());
        short[] rank = ranks.get(taker.getKey());
        if (place != null && rank != null) {
          known = true;
          add(forecast, place, taker.getValue(), rank, values);
          for (int step = 0; step < usual.length; step++) {
            usual[step] += taker.getValue() * Math.max(0, forecast.usual(place, step));
          }
        }
      }
      if (known) {
        paths.put(
            item,
            new DemandPaths(
                forecast.from(), forecast.interval(), PATHS, forecast.steps(), values, usual));
      }
    }
    return paths;
  }

  private static void add(Forecast forecast, int item, int each, short[] rank, float[] values) {
    float[] spread = new float[PATHS];
    int steps = forecast.steps();
    for (int step = 0; step < steps; step++) {
      spread(forecast, item, step, spread);
      int row = step % RANKED * PATHS;
      for (int path = 0; path < PATHS; path++) {
        values[path * steps + step] += each * spread[rank[row + path]];
      }
    }
  }

  /// The quantiles in the middle of each of as many equal shares as there are paths: straight lines
  /// between levels, exponential beyond the outermost two.
  private static void spread(Forecast forecast, int item, int step, float[] spread) {
    List<Double> levels = forecast.levels();
    int last = levels.size() - 1;
    int above = 0;
    for (int i = 0; i < PATHS; i++) {
      double at = (i + 0.5) / PATHS;
      while (above <= last && levels.get(above) < at) {
        above++;
      }
      double value;
      if (last == 0) {
        value = forecast.quantile(item, step, 0);
      } else if (above == 0) {
        double first = forecast.quantile(item, step, 0);
        double scale =
            (forecast.quantile(item, step, 1) - first) / Math.log(levels.get(1) / levels.get(0));
        value = first + scale * Math.log(at / levels.get(0));
      } else if (above > last) {
        double top = forecast.quantile(item, step, last);
        double scale =
            (top - forecast.quantile(item, step, last - 1))
                / Math.log((1 - levels.get(last - 1)) / (1 - levels.get(last)));
        value = top + scale * Math.log((1 - levels.get(last)) / (1 - at));
      } else {
        double low = levels.get(above - 1);
        double share = (at - low) / (levels.get(above) - low);
        double under = forecast.quantile(item, step, above - 1);
        value = under + share * (forecast.quantile(item, step, above) - under);
      }
      spread[i] = (float) Math.max(0, value);
    }
  }

  private static short[] ranks(String name, Dependence dependence, double[] store) {
    double[] own = scores(name);
    double shared = Math.sqrt(dependence.items());
    double kept = Math.sqrt(dependence.intervals() - dependence.items());
    double fresh = Math.sqrt(1 - dependence.intervals());
    short[] ranks = new short[RANKED * PATHS];
    for (int step = 0; step < RANKED; step++) {
      double[] alone = scores(name + '\n' + step);
      double[] score = new double[PATHS];
      Arrays.setAll(score, i -> shared * store[i] + kept * own[i] + fresh * alone[i]);
      int[] order =
          IntStream.range(0, PATHS)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> score[i]))
              .mapToInt(Integer::intValue)
              .toArray();
      for (int rank = 0; rank < PATHS; rank++) {
        ranks[step * PATHS + order[rank]] = (short) rank;
      }
    }
    return ranks;
  }

  /// Normal draws that a name alone decides.
  private static double[] scores(String name) {
    var random = new SplittableRandom(name.hashCode() * 0x9E3779B97F4A7C15L);
    double[] scores = new double[PATHS];
    Arrays.setAll(scores, _ -> random.nextGaussian());
    return scores;
  }
}
