package io.parcook.service.plan;

import io.parcook.pipeline.event.BatchStep;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of a batch that was started, as its steps in the ledger say.
///
/// @param ready when it became ready; null before
/// @param undone whether the last step took one back
/// @param steps how many there were: the next one's name follows from it
record BatchLife(
    String id,
    String item,
    int portions,
    Stage stage,
    Instant started,
    @Nullable Instant ready,
    Instant last,
    boolean undone,
    int steps) {

  enum Stage {
    COOKING,
    READY,
    /// It was started, and was not, after all.
    DUE,
    DISCARDED
  }

  /// The life after a step; one that is not legal then changes nothing but the number of steps.
  static BatchLife after(@Nullable BatchLife before, BatchStep step) {
    int steps = before == null ? 1 : before.steps + 1;
    Stage stage = before == null ? Stage.DUE : before.stage;
    Stage next =
        switch (step.step()) {
          case STARTED -> stage == Stage.DUE ? Stage.COOKING : stage;
          case READY -> stage == Stage.COOKING ? Stage.READY : stage;
          case UNDONE -> stage == Stage.COOKING ? Stage.DUE : stage;
          case RECALLED -> stage == Stage.READY ? Stage.COOKING : stage;
          case DISCARDED ->
              stage == Stage.COOKING || stage == Stage.READY ? Stage.DISCARDED : stage;
        };
    boolean isStart = next == Stage.COOKING && step.step() == BatchStep.Step.STARTED;
    return new BatchLife(
        step.batch(),
        step.item(),
        isStart || before == null ? step.portions() : before.portions,
        next,
        isStart || before == null ? step.time() : before.started,
        next == Stage.READY && stage != Stage.READY
            ? step.time()
            : next == Stage.COOKING || before == null ? null : before.ready,
        step.time(),
        step.step() == BatchStep.Step.UNDONE || step.step() == BatchStep.Step.RECALLED,
        steps);
  }
}
