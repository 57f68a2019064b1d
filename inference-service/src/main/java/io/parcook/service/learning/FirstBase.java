package io.parcook.service.learning;

import io.parcook.models.forecast.BaseModel;
import io.parcook.models.forecast.SessionSettings;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.models.onnx.UnacceptableGraphException;
import io.parcook.service.forecast.ServedModel;
import io.parcook.sync.catalog.ShippedModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/// The base model that a store begins with: the one that is configured, or the one that came with
/// Parcook.
///
/// @param model it, open; or the reason why there is none
/// @param file its bytes, if it opened
record FirstBase(ServedModel model, Optional<ShippedModel> file) {

  private static final Logger LOG = Logger.getLogger(FirstBase.class);

  static FirstBase open(Optional<Path> configured, SessionSettings settings) {
    try {
      Optional<byte[]> bytes =
          configured.isPresent() ? Optional.of(read(configured.get())) : BaseModel.bytes();
      return bytes
          .map(found -> open(found, settings))
          .orElseGet(() -> none("This build of Parcook ships no model."));
    } catch (IOException | UncheckedIOException | UnacceptableGraphException unreadable) {
      String file = configured.map(Path::toString).orElse("that Parcook ships");
      LOG.errorf(
          "The model %s cannot be read: %s. Set parcook.model.path to an ONNX file that `parcook"
              + " train` wrote.",
          file, unreadable.getMessage());
      return none("The model " + file + " cannot be read.");
    }
  }

  private static FirstBase open(byte[] bytes, SessionSettings settings) {
    ServedModel model = ServedModel.open(OnnxGraph.parse(bytes, OnnxGraph.MOST_BYTES), settings);
    return switch (model) {
      case ServedModel.Open open ->
          new FirstBase(open, Optional.of(ShippedModel.of(open.card().version(), bytes)));
      case ServedModel.Absent absent -> new FirstBase(absent, Optional.empty());
    };
  }

  /// One byte more than may be is enough to be refused.
  private static byte[] read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes((int) OnnxGraph.MOST_BYTES + 1);
    }
  }

  private static FirstBase none(String reason) {
    return new FirstBase(ServedModel.absent(reason), Optional.empty());
  }
}
