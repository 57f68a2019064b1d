package io.parcook.pipeline.ledger;

import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.event.EventWriter;
import io.parcook.pipeline.event.Sale;
import io.parcook.pipeline.event.SaleLine;
import io.parcook.pipeline.intake.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/// Plain sales for tests: one portion of one item each, one a second, told apart by number.
final class Sales {

  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private static final EventWriter WRITER = new EventWriter();

  private Sales() {}

  static Verdict number(int number) {
    EventId id = new EventId("/till/1", String.valueOf(number));
    List<SaleLine> lines = List.of(new SaleLine("burger", 1, false, null));
    Sale sale = new Sale(id, NOON.plusSeconds(number % 3_600), lines);
    return new Verdict.Accepted(sale, WRITER.write(sale));
  }

  static List<Verdict> numbers(int from, int until) {
    return IntStream.range(from, until).mapToObj(Sales::number).toList();
  }

  /// Portions that the ledger has counted.
  static long sold(Ledger ledger) {
    return ledger.queries().counts(Instant.EPOCH, NOON.plusSeconds(86_400)).stream()
        .mapToLong(ItemCount::sold)
        .sum();
  }
}
