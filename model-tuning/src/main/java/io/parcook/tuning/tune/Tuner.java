package io.parcook.tuning.tune;

import org.jspecify.annotations.Nullable;

/// The steps of a night. First it tries how many are worth making: it learns from older rows, looks
/// at newer ones now and then, and stops when they get no better. What is served makes as many
/// steps again, on all rows up to the newest.
final class Tuner {

  /// Why the steps ended.
  enum End {
    /// All steps were made.
    ALL_STEPS,
    /// The newer days got no better.
    NO_GAIN,
    /// The time was up; what was best until then counts.
    OUT_OF_TIME,
    /// Somebody asked it to stop; nothing counts.
    CANCELLED
  }

  /// @param steps made in all, those before an interruption too
  /// @param best steps after which the newer rows were forecast best; 0 if none helped
  /// @param before loss on the newer rows as the base has it
  /// @param after the best since
  record Run(End end, int steps, int best, double before, double after) {

    /// How many steps are worth making; 0 if none is. A gain that is found while the rate is high
    /// is the noise of a few rows: the steps end where their rate does, unless the rows have got no
    /// better for long.
    int worth() {
      return best == 0 || end == End.NO_GAIN ? best : steps;
    }
  }

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

  /// Tries how many steps are worth making.
  ///
  /// @param newer rows that are not learned from
  Run tried(NightRows learn, NightRows newer) {
    return run(learn, newer, plan.steps());
  }

  /// Makes so many steps, whatever the time: they take no longer than the trial did.
  Run repeated(NightRows learn, int steps) {
    return run(learn, null, steps);
  }

  private Run run(NightRows learn, @Nullable NightRows newer, int steps) {
    Batch batch = new Batch(plan.batch(), learn.columns());
    Checkpoint state =
        checkpoints
            .find(learner)
            .orElseGet(
                () -> Checkpoint.begin(learner, newer == null ? Double.NaN : learner.loss(newer)));
    End end = End.ALL_STEPS;
    double sum = 0;
    while (state.step() < steps) {
      if (watch.cancelled()) {
        end = End.CANCELLED;
        break;
      }
      if (newer != null && watch.outOfTime()) {
        end = End.OUT_OF_TIME;
        break;
      }
      int step = state.next();
      batch.draw(learn, plan.levelPower(), plan.seed(), step);
      sum += learner.step(batch, step);
      if (step % plan.look() == 0) {
        if (newer != null) {
          state.looked(learner, learner.loss(newer));
        }
        watch.stepped(step, steps, sum / plan.look(), state.best());
        sum = 0;
        if (state.looksWithoutGain() >= plan.patience()) {
          end = End.NO_GAIN;
          break;
        }
        checkpoints.keep(state, learner);
      }
    }
    return new Run(end, state.step(), state.bestStep(), state.before(), state.best());
  }
}
