package io.parcook.simulator;

import io.parcook.pipeline.event.StoreEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A run of a restaurant: its events in the order of time, made as they are asked for. It holds at
/// most two dates' events.
///
/// Two runs of equal restaurants over overlapping spans give the same events, with the same
/// identities, where they overlap; only the notices that greet a listener at the very start of a
/// run are the run's own. So a sender that begins again repeats itself, and a ledger takes the
/// repeats for what they are.
public final class Simulation implements Iterator<StoreEvent> {

  private static final Comparator<StoreEvent> IN_TIME =
      Comparator.comparing(StoreEvent::time)
          .thenComparing(event -> event.id().source())
          .thenComparing(event -> event.id().id());

  /// A date's onlookers may come this much before its doors open.
  private static final Duration EARLY = Duration.ofMinutes(10);

  private final Restaurant restaurant;
  private final Instant from;
  private final Instant until;
  private final Consumer<Wish> wishes;
  private final PriorityQueue<StoreEvent> pending = new PriorityQueue<>(IN_TIME);
  private LocalDate next;
  private Instant complete;

  /// @param from the first instant
  /// @param until the end, excluded; [Instant#MAX] for a run without an end
  public Simulation(Restaurant restaurant, Instant from, Instant until) {
    this(restaurant, from, until, wish -> {});
  }

  /// @param wishes told every portion wanted within the span, date by date, before its events come
  ///     out: the true demand
  public Simulation(Restaurant restaurant, Instant from, Instant until, Consumer<Wish> wishes) {
    this.restaurant = restaurant;
    this.from = from;
    this.until = until;
    this.wishes =
        wish -> {
          if (isWithin(wish.time())) {
            wishes.accept(wish);
          }
        };
    this.next = LocalDate.ofInstant(from, restaurant.zone()).minusDays(1);
    this.complete = midnight();
    new Notices(restaurant, this::keep).standing(from);
  }

  /// This run as a sequential stream; consumes it.
  public Stream<StoreEvent> stream() {
    int traits = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, traits), false);
  }

  @Override
  public boolean hasNext() {
    while (complete.minus(EARLY).isBefore(until) && !headIsComplete()) {
      new Notices(restaurant, this::keep).daily(next);
      SimulatedDay.run(restaurant, next, this::keep, wishes);
      next = next.plusDays(1);
      complete = midnight();
    }
    return !pending.isEmpty();
  }

  @Override
  public StoreEvent next() {
    StoreEvent head = peek();
    pending.remove();
    return head;
  }

  /// The next event, which stays next.
  ///
  /// @throws NoSuchElementException if the run is at its end
  public StoreEvent peek() {
    StoreEvent head = hasNext() ? pending.peek() : null;
    if (head == null) {
      throw new NoSuchElementException("the run ends at " + until);
    }
    return head;
  }

  /// Whether no date yet to come can have an event before the first one pending.
  private boolean headIsComplete() {
    StoreEvent head = pending.peek();
    return head != null && head.time().isBefore(complete.minus(EARLY));
  }

  private Instant midnight() {
    return next.atStartOfDay(restaurant.zone()).toInstant();
  }

  private void keep(StoreEvent event) {
    if (isWithin(event.time())) {
      pending.add(event);
    }
  }

  private boolean isWithin(Instant time) {
    return !time.isBefore(from) && time.isBefore(until);
  }
}
