package io.parcook.models.card;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What a model wants and gives. It travels in the `metadata_props` of the model's ONNX file under
/// keys that begin with `parcook.`, so that one file is the whole model.
///
/// @param contract version of the contract between model and store; this code knows `1`
/// @param version the model's own name and version, such as `base-2026.11.1`
/// @param features ordered names of the columns of input `features` float[rows, F]
/// @param quantiles ordered levels, each in (0, 1), of the columns of output `quantiles`
/// @param intervals the interval lengths the model was trained for
/// @param horizon how far ahead it was trained to look
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

  public ModelCard {
    features = List.copyOf(features);
    quantiles = List.copyOf(quantiles);
    intervals = List.copyOf(intervals);
    tunable = List.copyOf(tunable);
    provenance = Map.copyOf(provenance);
  }
}
