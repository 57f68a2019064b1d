package io.parcook.models.adapter;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Where an adapter comes from and what it was worth when it was made.
///
/// @param version the tuned model's own name, which its forecasts carry
/// @param base [io.parcook.models.onnx.OnnxGraph#digest] of the base that it was tuned on
/// @param contract version of the contract between model and store, as the base's
/// @param seed of the tuning, which is repeatable
/// @param from first local date that it learned from
/// @param until last local date that it learned from or was judged by
/// @param madeAt when
/// @param scores by name, such as `wql` and `wql.base`: finite
public record AdapterCard(
    String version,
    String base,
    int contract,
    long seed,
    LocalDate from,
    LocalDate until,
    Instant madeAt,
    Map<String, Double> scores) {

  static final int MOST_SCORES = 64;

  private static final Pattern NAME = Pattern.compile("[\\w./:+-]{1,200}");
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

  /// @throws InvalidAdapterException if a value is out of bounds
  public AdapterCard {
    scores = Collections.unmodifiableMap(new TreeMap<>(scores));
    require(NAME.matcher(version).matches(), AdapterProperties.VERSION, version, "a name");
    require(
        DIGEST.matcher(base).matches(), AdapterProperties.BASE, base, "sha256: and 64 hex digits");
    require(contract > 0, AdapterProperties.CONTRACT, contract, "a number from 1");
    require(!until.isBefore(from), AdapterProperties.UNTIL, until, "a date not before " + from);
    require(
        scores.size() <= MOST_SCORES,
        AdapterProperties.SCORE,
        scores.size() + " scores",
        "at most " + MOST_SCORES);
    scores.forEach(
        (name, score) -> {
          String key = AdapterProperties.SCORE + name;
          require(NAME.matcher(name).matches(), key, name, "a name");
          require(Double.isFinite(score), key, score, "a finite number");
        });
  }

  private static void require(boolean holds, String key, Object value, String expected) {
    if (!holds) {
      throw new InvalidAdapterException(
          new AdapterFault.Malformed(key, value.toString(), expected));
    }
  }
}
