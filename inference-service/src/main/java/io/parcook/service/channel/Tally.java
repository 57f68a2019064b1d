package io.parcook.service.channel;

import io.parcook.pipeline.ledger.Receipt;
import java.util.List;

/// How many of some deliveries were stored, repeated and quarantined.
record Tally(int stored, int repeated, int quarantined) {

  static Tally of(List<Receipt> receipts) {
    int stored = 0;
    int repeated = 0;
    int quarantined = 0;
    for (Receipt receipt : receipts) {
      switch (receipt.outcome()) {
        case STORED -> stored++;
        case REPEATED -> repeated++;
        case QUARANTINED -> quarantined++;
      }
    }
    return new Tally(stored, repeated, quarantined);
  }
}
