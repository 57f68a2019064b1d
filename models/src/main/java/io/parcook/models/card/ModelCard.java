package io.parcook.models.card;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What a model wants and gives. It travels in the `metadata_props` of the model's ONNX file under
/// keys that begin with `parcook.` ([CardProperties]), so that one file is the whole model.
///
/// @param contract version of the contract between model and store; this code knows `1`
/// @param version the model's own name and version, such as `base-2026.11.1`
/// @param features ordered names of the columns of input `features` float[rows, F]
/// @param quantiles ordered levels, each in (0, 1), of the columns of output `quantiles`
/// @param intervals the interval lengths the model was trained for
/// @param horizon how far ahead of the origin it was trained to look
/// @param tunable names of the initializers that a store may tune; empty means the store's policy
/// @param provenance data, licence, training window, command and seed, scores: free text by key
public record ModelCard(
    int contract,
    String version,
    List<String> features,
    List<Double> quantiles,
    List<Duration> intervals,
    Duration horizon,
    List<String> tunable,
    Map<String, String> provenance) {

  public static final int CONTRACT = 1;

  /// Most feature columns: a row stays a small thing whatever a file claims.
  public static final int MOST_FEATURES = 512;

  /// Most quantile levels.
  public static final int MOST_QUANTILES = 128;

  private static final Pattern NAME = Pattern.compile("[\\w./:+-]{1,200}");

  /// @throws InvalidCardException if a value is outside the contract
  public ModelCard {
    features = List.copyOf(features);
    quantiles = List.copyOf(quantiles);
    intervals = List.copyOf(intervals);
    tunable = List.copyOf(tunable);
    provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
    if (contract != CONTRACT) {
      throw new InvalidCardException(new CardFault.UnknownContract(contract));
    }
    checkName(CardProperties.VERSION, version);
    checkNames(CardProperties.FEATURES, features);
    checkSize(CardProperties.FEATURES, features.size(), MOST_FEATURES);
    checkQuantiles(quantiles);
    checkIntervals(intervals);
    if (!horizon.isPositive()) {
      throw malformed(CardProperties.HORIZON, horizon, "a positive duration such as PT24H");
    }
    checkNames(CardProperties.TUNABLE, tunable);
    provenance.keySet().forEach(key -> checkName(CardProperties.PROVENANCE + key, key));
  }

  private static void checkQuantiles(List<Double> levels) {
    checkSize(CardProperties.QUANTILES, levels.size(), MOST_QUANTILES);
    double before = 0;
    for (double level : levels) {
      if (!(level > 0 && level < 1)) {
        throw malformed(CardProperties.QUANTILES, level, "levels above 0 and below 1");
      }
      if (level <= before) {
        throw new InvalidCardException(new CardFault.UnsortedQuantiles(before, level));
      }
      before = level;
    }
  }

  private static void checkIntervals(List<Duration> intervals) {
    checkSize(CardProperties.INTERVALS, intervals.size(), 24);
    for (Duration interval : intervals) {
      if (!interval.isPositive()) {
        throw malformed(CardProperties.INTERVALS, interval, "positive durations such as PT15M");
      }
    }
    if (new HashSet<>(intervals).size() < intervals.size()) {
      throw malformed(CardProperties.INTERVALS, intervals, "each interval once");
    }
  }

  private static void checkSize(String key, int size, int most) {
    if (size == 0 || size > most) {
      throw malformed(key, size + " values", "1 to " + most + " values");
    }
  }

  private static void checkNames(String key, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      checkName(key, name);
      if (!seen.add(name)) {
        throw new InvalidCardException(new CardFault.Duplicate(key, name));
      }
    }
  }

  private static void checkName(String key, String name) {
    if (!NAME.matcher(name).matches()) {
      throw malformed(key, name, "a name of letters, digits and . _ / : + -, at most 200");
    }
  }

  private static InvalidCardException malformed(String key, Object value, String expected) {
    return new InvalidCardException(new CardFault.Malformed(key, value.toString(), expected));
  }
}
