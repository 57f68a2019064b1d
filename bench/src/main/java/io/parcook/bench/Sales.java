package io.parcook.bench;

import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.event.EventWriter;
import io.parcook.pipeline.event.Sale;
import io.parcook.pipeline.event.SaleLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Sales to measure with: three lines each, eighty items, spread over the last hours.
final class Sales {

  static final int ITEMS = 80;

  private final EventWriter writer = new EventWriter();
  private final SplittableRandom random = new SplittableRandom(7);
  private int made;

  /// New sales, none made before by this object.
  List<Sale> next(int count, Instant now) {
    List<Sale> sales = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      List<SaleLine> lines = new ArrayList<>(3);
      for (int line = 0; line < 3; line++) {
        lines.add(new SaleLine("item-" + random.nextInt(ITEMS), 1, false, "counter"));
      }
      Instant time = now.minusSeconds(random.nextInt(3 * 3600));
      sales.add(new Sale(new EventId("/bench/till/1", "sale-" + made++), time, lines));
    }
    return sales;
  }

  /// The sales as bodies of an HTTP batch each.
  List<byte[]> batches(List<Sale> sales, int size) {
    List<byte[]> bodies = new ArrayList<>();
    for (int from = 0; from < sales.size(); from += size) {
      bodies.add(writer.writeBatch(sales.subList(from, Math.min(sales.size(), from + size))));
    }
    return bodies;
  }

  /// The sales as one Kafka record each.
  List<byte[]> records(List<Sale> sales) {
    return sales.stream().map(writer::write).toList();
  }
}
