package io.parcook.sync.admission;

import io.parcook.sync.disk.Digest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Decides whether a model may be run in this store. It is asked about a file whose digest and
/// signature are in order already, before anything of the service opens that file.
@FunctionalInterface
public interface Admission {

  /// Judges a model; may take minutes, and holds nothing up meanwhile.
  ///
  /// @param model its file, one ONNX model with its card
  /// @param digest what the file's bytes must have: compared before they are parsed
  /// @throws InterruptedException if the waiting thread is interrupted; nothing is left running
  Verdict judge(Path model, Digest digest) throws InterruptedException;

  /// What was found.
  sealed interface Verdict {

    /// It may be run here.
    ///
    /// @param remarks whole sentences, such as that it cannot be tuned here and why
    /// @param figures what was measured, by name
    record Admitted(List<String> remarks, Map<String, Double> figures) implements Verdict {
      public Admitted {
        remarks = List.copyOf(remarks);
        figures = Map.copyOf(figures);
      }
    }

    /// It will never be run here: asking again would find the same.
    ///
    /// @param reason one sentence: what is wrong with the model
    /// @param figures what was measured, by name
    record Refused(String reason, Map<String, Double> figures) implements Verdict {
      public Refused {
        figures = Map.copyOf(figures);
      }
    }

    /// Nothing was found out, through no fault of the model: to be asked again.
    ///
    /// @param reason one sentence: what was in the way
    record Undecided(String reason) implements Verdict {}
  }
}
