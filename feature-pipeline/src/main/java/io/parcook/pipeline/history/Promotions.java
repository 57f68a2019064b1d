package io.parcook.pipeline.history;

import io.parcook.pipeline.event.ContextFact.Promotion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Promotions of single items and of the whole menu, as known at any moment. A later word about the
/// same time replaces the earlier; where an item and the whole menu are promoted, the deeper
/// counts.
public final class Promotions {

  private static final int SPANS_PER_ITEM = 256;

  private final KnownSpans menu = new KnownSpans(SPANS_PER_ITEM);
  private final List<KnownSpans> items = new ArrayList<>();

  Promotions() {}

  /// True if no promotion of the item was ever heard of.
  public boolean isEmpty(int item) {
    return menu.isEmpty() && (item >= items.size() || items.get(item).isEmpty());
  }

  /// The share taken off an item's price at a moment, as known at `origin`; 0 without a promotion.
  public float depth(int item, long moment, long origin) {
    float depth = depth(menu, moment, origin);
    return item < items.size() ? Math.max(depth, depth(items.get(item), moment, origin)) : depth;
  }

  /// True if the item, or the whole menu, is promoted at a moment, with or without a discount.
  public boolean isActive(int item, long moment, long origin) {
    return isActive(menu, moment, origin)
        || (item < items.size() && isActive(items.get(item), moment, origin));
  }

  void add(Instant said, Promotion promotion, int item) {
    spans(item)
        .add(
            said.toEpochMilli(),
            promotion.from().toEpochMilli(),
            promotion.until().toEpochMilli(),
            (float) promotion.depth(),
            1);
  }

  void add(int item, Instant from, Instant until, float depth, boolean active) {
    spans(item)
        .add(KnownSpans.ALWAYS, from.toEpochMilli(), until.toEpochMilli(), depth, active ? 1 : 0);
  }

  private KnownSpans spans(int item) {
    if (item < 0) {
      return menu;
    }
    while (items.size() <= item) {
      items.add(new KnownSpans(SPANS_PER_ITEM));
    }
    return items.get(item);
  }

  private static float depth(KnownSpans spans, long moment, long origin) {
    int at = spans.isEmpty() ? -1 : spans.at(moment, origin);
    return at < 0 ? 0 : spans.first(at);
  }

  private static boolean isActive(KnownSpans spans, long moment, long origin) {
    int at = spans.isEmpty() ? -1 : spans.at(moment, origin);
    return at >= 0 && spans.second(at) > 0;
  }
}
