package io.parcook.pipeline.feature;

import io.parcook.pipeline.history.HistoryWindow;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a scan of the origin's own date was made of. While nothing before today changes, and the
/// next fill looks at the same slots, the scan need not be repeated: a store's own service fills
/// again with each sale, and a sale changes today.
final class Kept {

  static final Kept NOTHING = new Kept(null, 0, 0, new long[0], new long[0]);

  private final @Nullable HistoryWindow window;
  private final long settled;
  private final long date;
  private final long[] open;
  private final long[] scanned;

  private Kept(
      @Nullable HistoryWindow window, long settled, long date, long[] open, long[] scanned) {
    this.window = window;
    this.settled = settled;
    this.date = date;
    this.open = open;
    this.scanned = scanned;
  }

  /// Remembers a scan; nothing if it was of another date than the origin's, or if the origin's date
  /// has no data yet, so that the newest day of the history is one of those that were scanned.
  static Kept of(Origin origin, long date, long[] open, long[] scanned) {
    HistoryWindow window = origin.window();
    return date == origin.today() && !window.ring().isEmpty() && date <= window.ring().newest()
        ? new Kept(window, window.settled(), date, open, scanned)
        : NOTHING;
  }

  boolean holds(Origin origin, long today, long[] openNow, long[] wanted) {
    if (window != origin.window()
        || settled != origin.window().settled()
        || date != today
        || today != origin.today()
        || !Arrays.equals(open, openNow)) {
      return false;
    }
    for (int word = 0; word < wanted.length; word++) {
      if ((wanted[word] & ~scanned[word]) != 0) {
        return false;
      }
    }
    return true;
  }
}
