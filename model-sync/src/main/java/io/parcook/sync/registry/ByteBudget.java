package io.parcook.sync.registry;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// What model traffic may still take from the store's line: so much an hour, and so much in each
/// window of the day that has a rule of its own. Keeps count; the caller keeps [#spent] over a
/// restart. Safe for use by many threads.
public final class ByteBudget {

  private final BudgetPlan plan;
  private final InstantSource clock;
  private Spent spent;

  public ByteBudget(BudgetPlan plan, InstantSource clock, Spent spent) {
    this.plan = plan;
    this.clock = clock;
    this.spent = spent;
  }

  /// A budget without bounds, as for an operator at a desk.
  public static ByteBudget unlimited() {
    return new ByteBudget(BudgetPlan.UNLIMITED, InstantSource.system(), Spent.NOTHING);
  }

  /// Takes as much of `wanted` as there is now. What then did not travel is to be given back.
  ///
  /// @return 0 if there is nothing: [#roomAt] says when there will be
  public synchronized long take(long wanted) {
    Spent now = spent.at(plan, clock.instant());
    long granted = Math.max(0, Math.min(wanted, left(now)));
    spent = now.plus(granted);
    return granted;
  }

  /// Gives back what was taken and did not travel.
  public synchronized void giveBack(long bytes) {
    spent = spent.at(plan, clock.instant()).plus(-bytes);
  }

  /// Counts what travelled without being asked for, such as manifests: small, and due in any hour.
  public synchronized void charge(long bytes) {
    spent = spent.at(plan, clock.instant()).plus(bytes);
  }

  /// How many bytes there are now.
  public synchronized long left() {
    return left(spent.at(plan, clock.instant()));
  }

  /// When there is room next: now, at the next hour, or when a window ends.
  public synchronized Instant roomAt() {
    Instant now = clock.instant();
    Instant at = now;
    // A day has 24 hours and at most MOST_WINDOWS windows, so this ends.
    for (int i = 0; i <= 26 + 2 * BudgetPlan.MOST_WINDOWS; i++) {
      Spent then = spent.at(plan, at);
      if (left(then) > 0) {
        return at;
      }
      Instant nextHour = at.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
      Instant nextEdge = plan.nextEdge(at);
      at = nextEdge.isBefore(nextHour) ? nextEdge : nextHour;
    }
    return at;
  }

  /// What has been spent, for the caller to keep.
  public synchronized Spent spent() {
    return spent;
  }

  private long left(Spent now) {
    long ofHour = plan.bytesPerHour() - now.inHour();
    return plan.windowFrom(now.window())
        .map(window -> Math.min(ofHour, window.bytes() - now.inWindow()))
        .orElse(ofHour);
  }
}
