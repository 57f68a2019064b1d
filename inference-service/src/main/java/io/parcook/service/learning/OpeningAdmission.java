package io.parcook.service.learning;

import io.parcook.models.forecast.SessionSettings;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.models.onnx.UnacceptableGraphException;
import io.parcook.service.forecast.ServedModel;
import io.parcook.sync.admission.Admission;
import io.parcook.sync.disk.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Admits what has its digest, a card that is understood, and opens with an answer.
public final class OpeningAdmission implements Admission {

  @Override
  public Verdict judge(Path model, Digest digest) {
    try {
      byte[] bytes = Files.readAllBytes(model);
      if (!Digest.of(bytes).equals(digest)) {
        return new Verdict.Undecided("The file changed under the hand: it is read again.");
      }
      ServedModel opened =
          ServedModel.open(OnnxGraph.parse(bytes, OnnxGraph.MOST_BYTES), SessionSettings.DEFAULT);
      opened.forecaster().close();
      return switch (opened) {
        case ServedModel.Open _ -> new Verdict.Admitted(List.of(), Map.of());
        case ServedModel.Absent(_, String reason) -> new Verdict.Refused(reason, Map.of());
      };
    } catch (UnacceptableGraphException unacceptable) {
      return new Verdict.Refused(String.valueOf(unacceptable.getMessage()), Map.of());
    } catch (IOException unreadable) {
      return new Verdict.Undecided("The file cannot be read: " + unreadable.getMessage());
    }
  }
}
