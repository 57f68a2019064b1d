package io.parcook.pipeline.ledger;

import io.parcook.pipeline.event.StoreEvent;
import io.parcook.pipeline.history.IntervalChange;
import java.util.List;

/// What a transaction stored, in `seq` order.
///
/// @param changes what the events changed
record Committed(List<StoreEvent> events, List<IntervalChange> changes) {}
