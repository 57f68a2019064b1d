package io.parcook.service.testing;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// Events as a till writes them.
public final class Events {

  private static final AtomicLong NEXT = new AtomicLong();

  private Events() {}

  /// An id that no other event of this process has.
  public static String id() {
    return "e" + NEXT.incrementAndGet();
  }

  public static String sale(String id, Instant time, String item, int quantity) {
    return """
        {"specversion":"1.0","id":"%s","source":"/till/1","type":"parcook.sale.v1","time":"%s",\
        "data":{"lines":[{"item":"%s","quantity":%d}]}}"""
        .formatted(id, time, item, quantity);
  }

  public static String soldOut(Instant time, String item) {
    return """
        {"specversion":"1.0","id":"%s","source":"/kitchen","type":"parcook.stock.v1","time":"%s",\
        "data":{"item":"%s","available":false}}"""
        .formatted(id(), time, item);
  }
}
