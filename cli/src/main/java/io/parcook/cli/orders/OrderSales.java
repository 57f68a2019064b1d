package io.parcook.cli.orders;

import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.event.Sale;
import io.parcook.pipeline.event.SaleLine;
import io.parcook.tuning.dataset.OrderLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// The orders of an order file as sales: neighbouring lines of the same order and time are one
/// sale, equal lines of it are added up. Reads on as it is asked.
///
/// A sale's id is its time and order number, so that the same orders are the same sales whenever
/// they are replayed, from whatever part of the file. Where both come again further on, the second
/// group is `…/2`; that is remembered for the last 100,000 orders, more than a month of the busiest
/// store.
public final class OrderSales implements Iterator<Sale> {

  private static final int REMEMBERED = 100_000;

  /// Keeps an event far below what intake takes.
  private static final int MOST_LINES = 200;

  private record Portion(String item, boolean isVoid, @Nullable String channel) {}

  private final Iterator<OrderLine> lines;
  private final String source;
  private final Map<String, Integer> seen =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > REMEMBERED;
        }
      };
  private @Nullable OrderLine next;

  /// @param source the CloudEvents source of every sale
  public OrderSales(Iterator<OrderLine> lines, String source) {
    this.lines = lines;
    this.source = source;
    this.next = advance();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Sale next() {
    OrderLine first = next;
    if (first == null) {
      throw new NoSuchElementException("no more orders");
    }
    Map<Portion, Integer> portions = new LinkedHashMap<>();
    for (OrderLine line = first;
        line != null && isSameOrder(first, line) && portions.size() < MOST_LINES;
        line = next) {
      Portion portion = new Portion(line.item(), line.quantity() < 0, line.channel());
      portions.merge(portion, Math.abs(line.quantity()), Math::addExact);
      next = advance();
    }
    List<SaleLine> rung = new ArrayList<>(portions.size());
    portions.forEach((p, n) -> rung.add(new SaleLine(p.item(), n, p.isVoid(), p.channel())));
    return new Sale(new EventId(source, id(first)), first.time(), rung);
  }

  private String id(OrderLine line) {
    String id = line.time() + "/" + line.order();
    int time = seen.merge(id, 1, Integer::sum);
    return time == 1 ? id : id + "/" + time;
  }

  private static boolean isSameOrder(OrderLine a, OrderLine b) {
    return a.order().equals(b.order()) && a.time().equals(b.time());
  }

  private @Nullable OrderLine advance() {
    return lines.hasNext() ? lines.next() : null;
  }

  /// The lines of one span of time.
  ///
  /// @param from first instant kept
  /// @param until end of what is kept, excluded
  public static Iterator<OrderLine> within(Iterator<OrderLine> lines, Instant from, Instant until) {
    return new Iterator<>() {
      private @Nullable OrderLine next = advance();

      private @Nullable OrderLine advance() {
        while (lines.hasNext()) {
          OrderLine line = lines.next();
          if (!line.time().isBefore(from) && line.time().isBefore(until)) {
            return line;
          }
        }
        return null;
      }

      @Override
      public boolean hasNext() {
        return next != null;
      }

      @Override
      public OrderLine next() {
        OrderLine line = next;
        if (line == null) {
          throw new NoSuchElementException("no more lines");
        }
        next = advance();
        return line;
      }
    };
  }
}
