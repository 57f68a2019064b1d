package io.parcook.pipeline.feature;

/// A model asks for a feature that this version does not compute.
public final class UnknownFeatureException extends RuntimeException {

  private final String feature;

  public UnknownFeatureException(String feature) {
    super(
        "This version of Parcook does not compute the feature '"
            + feature
            + "'. Update the store's software before its model, or train the model without it.");
    this.feature = feature;
  }

  public String feature() {
    return feature;
  }
}
