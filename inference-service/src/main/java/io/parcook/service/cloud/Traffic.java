package io.parcook.service.cloud;

import io.parcook.sync.registry.ByteBudget;
import java.util.concurrent.atomic.LongAdder;

/// What the line to the cloud carries.
///
/// @param budget what it may carry
/// @param models bytes of models that came since the start
/// @param overhead bytes of all else that models took since the start: questions, manifests,
///     signatures
public record Traffic(ByteBudget budget, LongAdder models, LongAdder overhead) {

  public Traffic(ByteBudget budget) {
    this(budget, new LongAdder(), new LongAdder());
  }

  /// Counts what is not a model's own bytes, against the budget too.
  public void charge(long bytes) {
    overhead.add(bytes);
    budget.charge(bytes);
  }
}
