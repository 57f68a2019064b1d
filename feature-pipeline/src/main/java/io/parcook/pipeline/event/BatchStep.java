package io.parcook.pipeline.event;

import java.time.Instant;

/// A batch of the cook plan went a step.
///
/// @param batch its name in the plan; the steps of one name are those of one batch
/// @param portions of the whole batch, 1 or more
public record BatchStep(
    EventId id, Instant time, String batch, String item, int portions, Step step)
    implements StoreEvent {

  /// What was done with the batch.
  public enum Step {
    /// It is cooking.
    STARTED("started"),
    /// It was cooking, and is on hand.
    READY("ready"),
    /// It was started, and was not, after all.
    UNDONE("undone"),
    /// It was ready, and is cooking still, after all.
    RECALLED("recalled"),
    /// It was cooking or ready, and is waste.
    DISCARDED("discarded");

    private final String word;

    Step(String word) {
      this.word = word;
    }

    /// How events and interfaces write it.
    public String word() {
      return word;
    }
  }
}
