package io.parcook.sync.catalog;

import io.parcook.models.card.CardProperties;
import io.parcook.models.forecast.BaseModel;
import io.parcook.sync.disk.Digest;
import java.util.Optional;

/// The base model that came with the product: what a store serves before any cloud has spoken to
/// it, and when nothing else is left.
///
/// @param bytes its file; not to be changed
public record ShippedModel(Artifact.Base artifact, byte[] bytes) {

  /// A model of these bytes.
  public static ShippedModel of(String name, byte[] bytes) {
    return new ShippedModel(
        new Artifact.Base(name, Artifact.SHIPPED, Digest.of(bytes), bytes.length), bytes);
  }

  /// The one in the jar; empty in a build without one.
  public static Optional<ShippedModel> fromTheJar() {
    return BaseModel.bytes()
        .map(
            bytes ->
                of(
                    BaseModel.read()
                        .orElseThrow()
                        .metadata()
                        .getOrDefault(CardProperties.VERSION, "shipped"),
                    bytes));
  }
}
