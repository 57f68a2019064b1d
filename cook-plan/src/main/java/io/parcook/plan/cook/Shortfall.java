package io.parcook.plan.cook;

import io.parcook.plan.demand.DemandPaths;
import io.parcook.plan.menu.Batches;
import java.util.List;

/// What a new batch would be good for, path by path, given all other supply: the portions that are
/// missing without it until the next batch can be ready, and those it could sell before it is
/// waste. Orders take the oldest portions that are ready; what is not there is missing, and does
/// not wait.
final class Shortfall {

  private final double[] missing;
  private final double[] sellable;

  private Shortfall(double[] missing, double[] sellable) {
    this.missing = missing;
    this.sellable = sellable;
  }

  /// @param supply by expiry, soonest first
  /// @param offset milliseconds from now to the paths' first interval; below 0 where it has begun
  /// @param owed portions that wait for this batch, whatever comes
  /// @param ready when the batch is, milliseconds from now
  /// @param next when the next one could be
  /// @param expires when the batch is waste
  static Shortfall of(
      DemandPaths demand,
      long offset,
      List<Supply> supply,
      int owed,
      long ready,
      long next,
      long expires) {
    long[] cuts = Cuts.of(demand, offset, supply, ready, Math.min(next, expires), expires);
    long length = demand.interval().toMillis();
    int spans = cuts.length - 1;
    int[] steps = new int[spans];
    double[] shares = new double[spans];
    for (int span = 0; span < spans; span++) {
      steps[span] = (int) Math.floorDiv(cuts[span] - offset, length);
      boolean isKnown = steps[span] >= 0 && steps[span] < demand.steps();
      shares[span] = isKnown ? (double) (cuts[span + 1] - cuts[span]) / length : 0;
    }
    Supply[] lots = supply.toArray(Supply[]::new);
    float[] values = demand.values();
    double[] missing = new double[demand.paths()];
    double[] sellable = new double[demand.paths()];
    double[] left = new double[lots.length];
    for (int path = 0; path < missing.length; path++) {
      double short1 = owed;
      double short2 = owed;
      for (int i = 0; i < left.length; i++) {
        left[i] = lots[i].portions();
      }
      int oldest = 0;
      int row = path * demand.steps();
      for (int span = 0; span < spans; span++) {
        if (shares[span] == 0) {
          continue;
        }
        long begin = cuts[span];
        double wanted = values[row + steps[span]] * shares[span];
        while (oldest < left.length && (left[oldest] <= 0 || lots[oldest].expires() <= begin)) {
          oldest++;
        }
        for (int i = oldest; i < left.length && wanted > 0; i++) {
          if (lots[i].ready() <= begin && lots[i].expires() > begin && left[i] > 0) {
            double taken = Math.min(left[i], wanted);
            left[i] -= taken;
            wanted -= taken;
          }
        }
        if (begin >= ready && wanted > 0) {
          short2 += wanted;
          if (begin < next) {
            short1 += wanted;
          }
        }
      }
      missing[path] = short1;
      sellable[path] = short2;
    }
    return new Shortfall(missing, sellable);
  }

  /// What cooking so many portions costs, mean over the paths: too few until the next batch, too
  /// many when they expire.
  double cost(int portions, double missingCost, double wasteCost) {
    double sum = 0;
    for (int path = 0; path < missing.length; path++) {
      sum += missingCost * Math.max(0, missing[path] - portions);
    }
    return sum / missing.length + wasteCost * wasted(portions);
  }

  /// The portions of a batch that would have been missing, mean over the paths.
  double saved(int portions) {
    double sum = 0;
    for (double one : missing) {
      sum += Math.min(one, portions);
    }
    return sum / missing.length;
  }

  /// The portions of a batch that expire, mean over the paths.
  double wasted(int portions) {
    double sum = 0;
    for (double one : sellable) {
      sum += Math.max(0, portions - one);
    }
    return sum / sellable.length;
  }

  /// The size of a batch that costs least, or 0 where none costs less than nothing cooked. The cost
  /// is convex in the portions, so the search ends where it rises.
  int best(Batches batches, double missingCost, double wasteCost) {
    int best = 0;
    double least = cost(0, missingCost, wasteCost) - 1e-9;
    double before = Double.POSITIVE_INFINITY;
    for (int i = 0; i < batches.sizes(); i++) {
      double cost = cost(batches.size(i), missingCost, wasteCost);
      if (cost < least) {
        least = cost;
        best = batches.size(i);
      } else if (cost > before) {
        break;
      }
      before = cost;
    }
    return best;
  }

  /// What another batch at the same time would be good for beside one of so many portions.
  Shortfall beside(int portions) {
    double[] less = missing.clone();
    double[] fewer = sellable.clone();
    for (int path = 0; path < less.length; path++) {
      less[path] = Math.max(0, less[path] - portions);
      fewer[path] = Math.max(0, fewer[path] - portions);
    }
    return new Shortfall(less, fewer);
  }
}
