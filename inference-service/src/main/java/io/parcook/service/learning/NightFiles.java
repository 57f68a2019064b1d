package io.parcook.service.learning;

import io.parcook.sync.catalog.Catalog;
import io.parcook.sync.catalog.ServableModel;
import io.parcook.sync.catalog.VersionState.Live;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The folder that a night works in: the live version's files as the catalog has compared them with
/// their digests, and the adapter that it may leave.
record NightFiles(Path folder) {

  Path adapter() {
    return folder.resolve("candidate.safetensors");
  }

  /// Where a night that was killed is gone on with.
  Path checkpoint() {
    return folder.resolve("checkpoint");
  }

  /// Lays out what serves.
  ///
  /// @return the arguments of `parcook tune` that name it
  /// @throws IOException if the disk does not take it
  List<String> layOut(Catalog catalog, Live live) throws IOException {
    ServableModel model = catalog.load(live);
    Files.createDirectories(folder);
    Path base = folder.resolve("base.onnx");
    Files.write(base, model.base());
    List<String> arguments = new ArrayList<>(List.of("--model", base.toString()));
    if (model.adapter().isPresent()) {
      Path adapter = folder.resolve("live.safetensors");
      Files.write(adapter, model.adapter().get());
      arguments.addAll(List.of("--live", adapter.toString()));
    }
    return arguments;
  }
}
