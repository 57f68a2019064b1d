package io.parcook.models.merge;

import io.parcook.models.adapter.InvalidAdapterException;
import io.parcook.models.card.CardProperties;
import io.parcook.models.card.ModelCard;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.models.onnx.Seal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Makes the next base candidate of what many stores learned of one base. Stores weigh by the gain
/// that their gates found, within half as much again, so that none can buy itself a say by a boast;
/// a few that lie cannot pull it away ([GeometricMedian]). Whether the candidate is any good is not
/// known here: it is evaluated and rolled out like any other model.
public final class Merge {

  /// Fewer stores have no majority.
  public static final int FEWEST = 5;

  /// The best gain counts half as much again as none.
  private static final double MOST_EXTRA = 0.5;

  /// @param candidate sealed, with its card
  /// @param taken names of the stores whose adapters it was made of
  /// @param leftOut by store, with the reason
  /// @param moved the furthest that an initializer moved, as a share of its length
  public record Merged(
      OnnxGraph candidate, List<String> taken, Map<String, String> leftOut, double moved) {}

  private final OnnxGraph base;

  public Merge(OnnxGraph base) {
    this.base = base;
  }

  /// Merges adapters. Whichever does not fit the base is left out and named.
  ///
  /// @param version of the candidate's card
  /// @throws TooFewStoresException if fewer than [#FEWEST] fit
  public Merged of(List<Contribution> contributions, String version) {
    Map<String, String> leftOut = new TreeMap<>();
    List<Contribution> taken = new ArrayList<>();
    List<Map<String, float[]>> tuned = new ArrayList<>();
    NavigableSet<String> names = new TreeSet<>();
    for (Contribution contribution : contributions) {
      try {
        OnnxGraph graph = contribution.adapter().applyTo(base);
        Map<String, float[]> values = new HashMap<>();
        contribution.adapter().overrides().keySet().forEach(n -> values.put(n, graph.floats(n)));
        tuned.add(values);
        taken.add(contribution);
        names.addAll(values.keySet());
      } catch (InvalidAdapterException e) {
        leftOut.put(contribution.store(), String.valueOf(e.getMessage()));
      }
    }
    if (taken.size() < FEWEST) {
      throw new TooFewStoresException(taken.size(), FEWEST, leftOut);
    }
    List<float[]> changes = tuned.stream().map(one -> change(names, one)).toList();
    float[] change = GeometricMedian.of(changes, weights(taken));
    Map<String, float[]> merged = new HashMap<>();
    double moved = 0;
    int from = 0;
    for (String name : names) {
      float[] old = base.floats(name);
      float[] part = Arrays.copyOfRange(change, from, from + old.length);
      from += old.length;
      moved = Math.max(moved, length(part) / Math.max(length(old), Float.MIN_NORMAL));
      merged.put(name, sum(old, part));
    }
    List<String> stores = taken.stream().map(Contribution::store).toList();
    return new Merged(candidate(merged, version, stores.size()), stores, leftOut, moved);
  }

  /// Weights from 1 to 1.5, by the claimed gain as far as twice the median claim: a boast beyond
  /// that is worth no more.
  private static double[] weights(List<Contribution> stores) {
    double[] gains = stores.stream().mapToDouble(Contribution::gain).toArray();
    double[] sorted = gains.clone();
    Arrays.sort(sorted);
    double median = sorted[sorted.length / 2];
    double most = 2 * median;
    return Arrays.stream(gains)
        .map(gain -> most > 0 ? 1 + MOST_EXTRA * Math.min(gain, most) / most : 1)
        .toArray();
  }

  private OnnxGraph candidate(Map<String, float[]> values, String version, int stores) {
    ModelCard card = CardProperties.read(base.metadata());
    Map<String, String> provenance = new TreeMap<>(card.provenance());
    provenance.put("merged.base", base.digest());
    provenance.put("merged.stores", Integer.toString(stores));
    ModelCard next =
        new ModelCard(
            card.contract(),
            version,
            card.features(),
            card.quantiles(),
            card.intervals(),
            card.horizon(),
            card.tunable(),
            provenance);
    return Seal.on(base.withFloats(values).withMetadata(CardProperties.of(next)));
  }

  /// What a store changed, all weights one after the other. A store that did not touch some says
  /// that they are good as they are.
  private float[] change(NavigableSet<String> names, Map<String, float[]> tuned) {
    float[][] parts = new float[names.size()][];
    int size = 0;
    int place = 0;
    for (String name : names) {
      float[] part = base.floats(name);
      float[] values = tuned.getOrDefault(name, part.clone());
      for (int i = 0; i < part.length; i++) {
        part[i] = values[i] - part[i];
      }
      parts[place++] = part;
      size += part.length;
    }
    var change = new float[size];
    int to = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, change, to, part.length);
      to += part.length;
    }
    return change;
  }

  private static double length(float[] change) {
    double squares = 0;
    for (float value : change) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }

  private static float[] sum(float[] old, float[] change) {
    var sum = new float[old.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = old[i] + change[i];
    }
    return sum;
  }
}
