package io.parcook.service.forecast;

import io.parcook.models.forecast.BaseModel;
import io.parcook.models.forecast.SessionSettings;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.models.onnx.UnacceptableGraphException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Finds the model's file: the one that is configured, or the base model that came with Parcook.
public final class ModelFile {

  private static final Logger LOG = Logger.getLogger(ModelFile.class);

  private ModelFile() {}

  /// Opens it. Whatever is wrong with the file, the store forecasts: with the usual level.
  public static ServedModel open(Optional<Path> configured, SessionSettings settings) {
    try {
      Optional<OnnxGraph> graph =
          configured.isPresent()
              ? Optional.of(OnnxGraph.read(configured.get(), OnnxGraph.MOST_BYTES))
              : BaseModel.read();
      return graph
          .map(found -> ServedModel.open(found, settings))
          .orElseGet(() -> ServedModel.absent("This build of Parcook ships no model."));
    } catch (IOException | UncheckedIOException | UnacceptableGraphException unreadable) {
      String file = configured.map(Path::toString).orElse("that Parcook ships");
      LOG.errorf(
          "The model %s cannot be read, the usual level serves: %s. Set parcook.model.path to an"
              + " ONNX file that `parcook train` wrote.",
          file, unreadable.getMessage());
      return ServedModel.absent("The model " + file + " cannot be read.");
    }
  }
}
