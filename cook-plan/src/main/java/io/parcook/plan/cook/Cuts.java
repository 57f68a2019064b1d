package io.parcook.plan.cook;

import io.parcook.plan.demand.DemandPaths;
import java.util.Arrays;
import java.util.List;

/// The moments between which demand is even and supply does not change.
final class Cuts {

  private Cuts() {}

  /// From now until a batch expires, ascending, in milliseconds from now.
  static long[] of(
      DemandPaths demand, long offset, List<Supply> supply, long ready, long next, long expires) {
    long[] cuts = new long[4 + demand.steps() + 1 + 2 * supply.size()];
    int n = 0;
    cuts[n++] = 0;
    cuts[n++] = ready;
    cuts[n++] = next;
    cuts[n++] = expires;
    for (int step = 0; step <= demand.steps(); step++) {
      cuts[n++] = offset + step * demand.interval().toMillis();
    }
    for (Supply lot : supply) {
      cuts[n++] = lot.ready();
      cuts[n++] = lot.expires();
    }
    Arrays.sort(cuts);
    int kept = 0;
    for (long cut : cuts) {
      if (cut >= 0 && cut <= expires && (kept == 0 || cuts[kept - 1] != cut)) {
        cuts[kept++] = cut;
      }
    }
    return Arrays.copyOf(cuts, kept);
  }
}
