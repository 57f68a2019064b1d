package io.parcook.models.forecast;

import io.parcook.models.onnx.OnnxGraph;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/// The base model that this version ships with, so that a store forecasts before any cloud has
/// spoken to it. `models/base/` in the source, `/base/` in the jar.
public final class BaseModel {

  private static final String RESOURCE = "/base/base.onnx";

  private BaseModel() {}

  /// Reads the shipped base model; empty in a build without one.
  public static Optional<OnnxGraph> read() {
    return bytes().map(file -> OnnxGraph.parse(file, OnnxGraph.MOST_BYTES));
  }

  /// The file of the shipped base model as it is, for whoever names it by its digest.
  public static Optional<byte[]> bytes() {
    try (InputStream in = BaseModel.class.getResourceAsStream(RESOURCE)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("The shipped base model cannot be read", e);
    }
  }
}
