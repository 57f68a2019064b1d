package io.parcook.service.plan;

import io.parcook.pipeline.event.BatchStep;
import io.parcook.pipeline.event.EventId;
import io.parcook.plan.cook.PlannedBatch;
import io.parcook.plan.kitchen.Kitchen;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which steps a batch may go, and which ask for what is so already.
final class StepRules {

  /// Whose steps these are, in events.
  static final String SOURCE = "/parcook/plan";

  /// How long after a step a screen that was cut off may still say when it was.
  private static final Duration LATE = Duration.ofHours(1);

  private StepRules() {}

  /// What becomes of what was asked.
  sealed interface Ruling {

    /// It is so already, or was.
    record Already() implements Ruling {}

    /// @param why in words for whoever asked
    record Illegal(String why) implements Ruling {}

    /// The plan does not know such a batch.
    record Unknown() implements Ruling {}

    record Legal(BatchStep step) implements Ruling {}
  }

  /// @param due the batch as it is to be started; null where it is not
  /// @param life what became of it; null where it was never started
  /// @param at when it was done; null for now, and now where it is in the future or long ago
  /// @param portions of a batch that is started; null for those planned
  /// @param from what is undone: the state that the batch was in; null for the last step
  static Ruling of(
      StepAsk ask,
      String batch,
      @Nullable PlannedBatch due,
      @Nullable BatchLife life,
      Instant now,
      @Nullable Instant at,
      @Nullable Integer portions,
      PlanState.@Nullable BatchState from) {
    BatchLife.Stage stage = life == null ? BatchLife.Stage.DUE : life.stage();
    if (due == null && stage == BatchLife.Stage.DUE) {
      boolean isRepeat = ask == StepAsk.UNDONE && life != null && life.undone();
      return isRepeat ? new Ruling.Already() : new Ruling.Unknown();
    }
    String item = due != null && life == null ? due.item() : life == null ? "" : life.item();
    int planned = due != null ? due.portions() : life == null ? 1 : life.portions();
    int cooked = portions == null || ask != StepAsk.STARTED ? planned : portions;
    int of = life == null || ask == StepAsk.STARTED ? cooked : life.portions();
    return switch (ask) {
      case STARTED ->
          switch (stage) {
            case DUE -> legal(batch, life, item, cooked, now, at, BatchStep.Step.STARTED);
            case COOKING, READY -> new Ruling.Already();
            case DISCARDED -> new Ruling.Illegal("It was thrown away.");
          };
      case READY ->
          switch (stage) {
            case DUE -> new Ruling.Illegal("It was not started, so it cannot be ready.");
            case COOKING -> legal(batch, life, item, of, now, at, BatchStep.Step.READY);
            case READY -> new Ruling.Already();
            case DISCARDED -> new Ruling.Illegal("It was thrown away.");
          };
      case UNDONE -> undone(batch, life, item, of, now, at, stage, from);
      case DISCARDED ->
          switch (stage) {
            case DUE -> new Ruling.Illegal("It was not started; there is nothing to throw away.");
            case COOKING -> legal(batch, life, item, of, now, at, BatchStep.Step.DISCARDED);
            case READY ->
                isLate(life, now)
                    ? new Ruling.Illegal(
                        "It became ready too long ago to be told from the rest; say how many"
                            + " portions of the item were thrown away instead.")
                    : legal(batch, life, item, of, now, at, BatchStep.Step.DISCARDED);
            case DISCARDED -> new Ruling.Already();
          };
    };
  }

  private static Ruling undone(
      String batch,
      @Nullable BatchLife life,
      String item,
      int portions,
      Instant now,
      @Nullable Instant at,
      BatchLife.Stage stage,
      PlanState.@Nullable BatchState from) {
    if (life == null) {
      return new Ruling.Illegal("Nothing was done with it yet that could be undone.");
    }
    if (from == null ? life.undone() : !stage.name().equals(from.name())) {
      return new Ruling.Already();
    }
    return switch (stage) {
      case DUE -> new Ruling.Already();
      case COOKING -> legal(batch, life, item, portions, now, at, BatchStep.Step.UNDONE);
      case READY ->
          isLate(life, now)
              ? new Ruling.Illegal(
                  "It became ready more than 10 minutes ago; count what is on hand instead.")
              : legal(batch, life, item, portions, now, at, BatchStep.Step.RECALLED);
      case DISCARDED ->
          new Ruling.Illegal("What was thrown away stays so; count what is on hand instead.");
    };
  }

  private static boolean isLate(@Nullable BatchLife life, Instant now) {
    Instant ready = life == null ? null : life.ready();
    return ready != null && !ready.plus(Kitchen.RECALL).isAfter(now);
  }

  /// The step's name follows from how many there were: two screens that bump at once name the same
  /// step, and the second is a repeat.
  private static Ruling legal(
      String batch,
      @Nullable BatchLife life,
      String item,
      int portions,
      Instant now,
      @Nullable Instant at,
      BatchStep.Step step) {
    int number = life == null ? 1 : life.steps() + 1;
    EventId id = new EventId(SOURCE, batch + "/" + number);
    boolean holds = at != null && !at.isAfter(now) && at.isAfter(now.minus(LATE));
    Instant time = at != null && holds ? at : now;
    return new Ruling.Legal(new BatchStep(id, time, batch, item, portions, step));
  }
}
