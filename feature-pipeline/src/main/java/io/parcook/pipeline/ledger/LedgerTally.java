package io.parcook.pipeline.ledger;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// Counts what the ledger did, for metrics.
final class LedgerTally {

  private final LongAdder stored = new LongAdder();
  private final LongAdder repeated = new LongAdder();
  private final LongAdder quarantined = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder commits = new LongAdder();
  private final LongAdder commitNanos = new LongAdder();
  private final LongAdder listenerFailures = new LongAdder();
  private final AtomicInteger largestGroup = new AtomicInteger();
  private final AtomicLong used = new AtomicLong();
  private final LongAdder pruned = new LongAdder();

  void committed(List<Work> group, long nanos) {
    commits.increment();
    commitNanos.add(nanos);
    int size = 0;
    for (Work work : group) {
      size += work.size();
    }
    largestGroup.accumulateAndGet(size, Math::max);
  }

  void answered(List<Receipt> receipts) {
    for (Receipt receipt : receipts) {
      switch (receipt.outcome()) {
        case STORED -> stored.increment();
        case REPEATED -> repeated.increment();
        case QUARANTINED -> quarantined.increment();
      }
    }
  }

  void refused() {
    refused.increment();
  }

  void failed(int units) {
    failed.add(units);
  }

  void listenerFailed() {
    listenerFailures.increment();
  }

  void used(long bytes) {
    used.set(bytes);
  }

  void pruned(int events) {
    pruned.add(events);
  }

  LedgerStats stats(LedgerStats.Queue queue, long budget) {
    return new LedgerStats(
        queue,
        stored.sum(),
        repeated.sum(),
        quarantined.sum(),
        refused.sum(),
        failed.sum(),
        commits.sum(),
        commitNanos.sum(),
        largestGroup.get(),
        listenerFailures.sum(),
        new LedgerStats.Disk(used.get(), budget, pruned.sum()));
  }
}
