package io.parcook.tuning.tune;

import java.util.List;

/// The steps of a night: learn from the older rows, look at the newest now and then, keep the best,
/// stop when it gets no better.
final class Tuner {

  /// Why the steps ended.
  enum End {
    /// All steps were made.
    ALL_STEPS,
    /// The newest days got no better.
    NO_GAIN,
    /// The time was up; what was best until then counts.
    OUT_OF_TIME,
    /// Somebody asked it to stop; nothing counts.
    CANCELLED
  }

  /// @param steps made in all, those before an interruption too
  /// @param before loss on the newest rows as the base has it
  /// @param after the best since
  record Run(End end, int steps, double before, double after) {}

  private final Learner learner;
  private final TuningPlan plan;
  private final NightWatch watch;
  private final Checkpoints checkpoints;

  Tuner(Learner learner, TuningPlan plan, NightWatch watch, Checkpoints checkpoints) {
    this.learner = learner;
    this.plan = plan;
    this.watch = watch;
    this.checkpoints = checkpoints;
  }

  /// Tunes; the learner then holds the best values that were seen.
  Run run(NightRows learn, NightRows newest) {
    Batch batch = new Batch(plan.batch(), learn.columns());
    Checkpoint state =
        checkpoints.find(learner).orElseGet(() -> Checkpoint.begin(learner, learner.loss(newest)));
    End end = End.ALL_STEPS;
    double sum = 0;
    while (state.step() < plan.steps()) {
      if (watch.cancelled()) {
        end = End.CANCELLED;
        break;
      }
      if (watch.outOfTime()) {
        end = End.OUT_OF_TIME;
        break;
      }
      int step = state.next();
      batch.draw(learn, plan.levelPower(), plan.seed(), step);
      sum += learner.step(batch, step);
      if (step % plan.look() == 0) {
        state.looked(learner, learner.loss(newest));
        watch.stepped(step, plan.steps(), sum / plan.look(), state.best());
        sum = 0;
        if (state.looksWithoutGain() >= plan.patience()) {
          end = End.NO_GAIN;
          break;
        }
        checkpoints.keep(state, learner);
      }
    }
    restore(state.bestValues());
    return new Run(end, state.step(), state.before(), state.best());
  }

  private void restore(List<float[]> best) {
    List<float[]> values = learner.values();
    for (int i = 0; i < values.size(); i++) {
      System.arraycopy(best.get(i), 0, values.get(i), 0, best.get(i).length);
    }
  }
}
