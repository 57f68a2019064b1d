package io.parcook.service.learning;

import io.parcook.models.adapter.Adapter;
import io.parcook.models.adapter.InvalidAdapterException;
import io.parcook.models.forecast.SessionSettings;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.models.onnx.UnacceptableGraphException;
import io.parcook.service.forecast.ServedModel;
import io.parcook.sync.catalog.Catalog;
import io.parcook.sync.catalog.DamagedContentException;
import io.parcook.sync.catalog.ServableModel;
import io.parcook.sync.catalog.VersionState;
import java.io.UncheckedIOException;

/// Opens a version from the bytes that the catalog compared with their digests: the base's graph,
/// with the adapter's weights in it if the version is a tuned one.
final class VersionOpening {

  private final Catalog catalog;
  private final SessionSettings settings;

  VersionOpening(Catalog catalog, SessionSettings settings) {
    this.catalog = catalog;
    this.settings = settings;
  }

  /// A version that cannot be opened is absent, with the reason.
  ServedModel open(VersionState version) {
    try {
      ServableModel files = catalog.load(version);
      OnnxGraph base = OnnxGraph.parse(files.base(), OnnxGraph.MOST_BYTES);
      OnnxGraph graph =
          files.adapter().map(bytes -> Adapter.parse(bytes).applyTo(base)).orElse(base);
      return ServedModel.open(graph, settings);
    } catch (DamagedContentException
        | InvalidAdapterException
        | UnacceptableGraphException
        | UncheckedIOException unusable) {
      return ServedModel.absent(String.valueOf(unusable.getMessage()));
    }
  }
}
