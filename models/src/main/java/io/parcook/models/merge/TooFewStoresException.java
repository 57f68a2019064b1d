package io.parcook.models.merge;

import java.util.Map;

/// Not enough stores' adapters fit the base.
public final class TooFewStoresException extends RuntimeException {

  TooFewStoresException(int fit, int fewest, Map<String, String> leftOut) {
    super(
        "%d adapters fit this base, and a merge takes %d at the least.%s"
            .formatted(
                fit,
                fewest,
                leftOut.entrySet().stream()
                    .limit(3)
                    .map(no -> " " + no.getKey() + ": " + no.getValue())
                    .reduce("", String::concat)));
  }
}
