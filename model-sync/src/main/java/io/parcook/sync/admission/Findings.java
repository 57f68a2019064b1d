package io.parcook.sync.admission;

import java.util.List;
import java.util.Map;

/// What an examination found.
public sealed interface Findings {

  /// What was measured until then, by name.
  Map<String, Double> figures();

  /// Nothing is wrong.
  ///
  /// @param remarks whole sentences, such as that it cannot be tuned here and why
  record Passed(List<String> remarks, Map<String, Double> figures) implements Findings {
    public Passed {
      remarks = List.copyOf(remarks);
      figures = Map.copyOf(figures);
    }
  }

  /// It may not run here.
  record Failed(Refusal refusal, Map<String, Double> figures) implements Findings {
    public Failed {
      figures = Map.copyOf(figures);
    }
  }
}
