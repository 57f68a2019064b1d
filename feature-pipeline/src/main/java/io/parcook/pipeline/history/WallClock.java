package io.parcook.pipeline.history;

import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/// A [StoreCalendar] in plain longs: which local day and slot an absolute interval falls in, and
/// back, without allocating. An interval is numbered from the epoch; it belongs to the day and slot
/// that its start falls in.
public final class WallClock {

  private static final long DAY = 86_400;

  private final StoreCalendar calendar;
  private final ZoneRules rules;
  private final long length;
  private final int slots;
  private final int twiceAtMost;
  private Stretch stretch;

  /// A time between two changes of the zone's offset.
  private record Stretch(long from, long until, int offset) {}

  public WallClock(StoreCalendar calendar) {
    this.calendar = calendar;
    rules = calendar.zone().getRules();
    length = calendar.interval().toSeconds();
    slots = calendar.slotsPerDay();
    twiceAtMost = (int) Math.min(slots, Math.ceilDiv(longestOverlap(rules), length));
    stretch = stretchAt(0);
  }

  /// Seconds of one interval.
  public long length() {
    return length;
  }

  public int slotsPerDay() {
    return slots;
  }

  /// Most slots of one day that can happen twice in this zone.
  int twiceAtMost() {
    return twiceAtMost;
  }

  /// The interval that holds an instant.
  public long interval(Instant instant) {
    return Math.floorDiv(instant.getEpochSecond(), length);
  }

  /// The last interval boundary that is not after an instant, as the interval that begins there.
  public Instant start(long interval) {
    return Instant.ofEpochSecond(interval * length);
  }

  public long day(long interval) {
    return Math.floorDiv(local(interval), DAY);
  }

  public int slot(long interval) {
    return (int) (Math.floorMod(local(interval), DAY) / length);
  }

  /// The first interval of a day's slot; in a spring gap, the interval just after the gap.
  public long firstInterval(long day, int slot) {
    return Math.ceilDiv(calendar.start(day, slot).getEpochSecond(), length);
  }

  /// How many slots of a day, from its first, have wholly ended by an instant.
  public int endedSlots(long day, Instant origin) {
    long ended = interval(origin);
    DayShape shape = shape(day);
    if (shape == null) {
      long first = firstInterval(day, 0);
      return Math.clamp(ended - first, 0, slots);
    }
    return shape.endedSlots(ended);
  }

  /// The shape of a day on which the zone's offset changes; null for every ordinary day.
  public @Nullable DayShape shape(long day) {
    long before = day * DAY - DAY;
    Stretch around = stretchOf(before);
    if (before + 3 * DAY < around.until) {
      return null;
    }
    return DayShape.of(this, day);
  }

  private long local(long interval) {
    long start = interval * length;
    return start + offset(start);
  }

  private int offset(long second) {
    return stretchOf(second).offset;
  }

  private Stretch stretchOf(long second) {
    Stretch known = stretch;
    if (second < known.from || second >= known.until) {
      known = stretchAt(second);
      stretch = known;
    }
    return known;
  }

  private Stretch stretchAt(long second) {
    Instant instant = Instant.ofEpochSecond(second);
    ZoneOffsetTransition next = rules.nextTransition(instant);
    ZoneOffsetTransition last = rules.previousTransition(instant.plusNanos(1));
    return new Stretch(
        last == null ? Long.MIN_VALUE : last.toEpochSecond(),
        next == null ? Long.MAX_VALUE : next.toEpochSecond(),
        rules.getOffset(instant).getTotalSeconds());
  }

  private static long longestOverlap(ZoneRules rules) {
    Instant from = Instant.EPOCH;
    long longest = 0;
    int seen = 0;
    for (ZoneOffsetTransition next = rules.nextTransition(from);
        next != null && seen < 400;
        next = rules.nextTransition(next.getInstant()), seen++) {
      longest = Math.max(longest, -next.getDuration().toSeconds());
    }
    return longest;
  }
}
