package io.parcook.simulator;

import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.event.Presence;
import io.parcook.pipeline.event.Sale;
import io.parcook.pipeline.event.SaleLine;
import io.parcook.pipeline.event.StoreEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// One local date of a restaurant, from its first guest to the last one's leaving, which may be on
/// the next date.
final class SimulatedDay {

  /// A party whose order is on the till.
  private record Order(Guests.Party party, Tills.Turn turn) {}

  private final Restaurant restaurant;
  private final Conditions conditions;
  private final Dice dice;
  private final Shelf shelf;
  private final Consumer<StoreEvent> out;
  private final Consumer<Wish> wishes;
  private int counted;
  private int rung;

  private SimulatedDay(
      Restaurant restaurant, LocalDate date, Consumer<StoreEvent> out, Consumer<Wish> wishes) {
    this.restaurant = restaurant;
    this.conditions = Conditions.of(restaurant, date);
    this.dice = Dice.of(restaurant.seed(), date.toEpochDay(), "orders");
    Instant closes = Guests.closes(restaurant, date, conditions.shape());
    this.shelf = new Shelf(restaurant, conditions, closes, out);
    this.out = out;
    this.wishes = wishes;
  }

  /// Gives out all that happens, in no particular order.
  static void run(
      Restaurant restaurant, LocalDate date, Consumer<StoreEvent> out, Consumer<Wish> wishes) {
    new SimulatedDay(restaurant, date, out, wishes).run();
  }

  private void run() {
    List<Order> orders = queue(new Guests(restaurant, conditions).arrive());
    orders.sort(Comparator.comparing(order -> order.turn().rung()));
    orders.forEach(this::ring);
  }

  private List<Order> queue(List<Guests.Party> parties) {
    record Joining(Instant at, Guests.Party party) {}
    List<Joining> joining = new ArrayList<>();
    for (Guests.Party party : parties) {
      double minutes =
          party.channel() == Channel.COUNTER
              ? dice.lognormal(restaurant.habits().doorToTill(), 0.5)
              : 0.5;
      joining.add(new Joining(party.arrives().plusMillis((long) (60_000 * minutes)), party));
    }
    joining.sort(Comparator.comparing(Joining::at));
    Habits habits = restaurant.habits();
    Tills tills = new Tills(habits.tills(), habits.ringUp(), dice);
    List<Order> orders = new ArrayList<>();
    for (Joining next : joining) {
      Guests.Party party = next.party();
      Tills.Turn turn =
          party.channel() != Channel.COUNTER
              ? new Tills.Turn(0, next.at())
              : party.orders() ? tills.serve(next.at()) : null;
      if (turn != null) {
        orders.add(new Order(party, turn));
      }
      if (party.channel() == Channel.COUNTER) {
        passDoor(party, turn == null ? next.at() : turn.rung().plusMillis(stay()));
      }
    }
    return orders;
  }

  /// Six in ten take their food away.
  private long stay() {
    double minutes = dice.chance(0.6) ? dice.lognormal(5, 0.4) : dice.lognormal(24, 0.4);
    return (long) (60_000 * minutes);
  }

  private void passDoor(Guests.Party party, Instant leaves) {
    if (!dice.chance(restaurant.habits().missed())) {
      out.accept(presence(party.arrives(), party.people(), 0));
    }
    if (!dice.chance(restaurant.habits().missed())) {
      out.accept(presence(leaves, 0, party.people()));
    }
  }

  private Presence presence(Instant time, int entered, int left) {
    EventId id = id("door", ++counted);
    return new Presence(id, time, "door", entered, left, null);
  }

  private void ring(Order order) {
    Instant time = order.turn().rung();
    Map<String, Integer> portions = new LinkedHashMap<>();
    for (int person = 0; person < order.party().people(); person++) {
      for (Course course : Course.values()) {
        if (dice.chance(order.party().daypart().appetite(course))) {
          want(course, order.party().daypart(), time, portions);
        }
      }
    }
    if (portions.isEmpty()) {
      return;
    }
    String channel = order.party().channel().code();
    String till = order.turn().till() == 0 ? channel : "till/" + order.turn().till();
    EventId id = id(till, ++rung);
    List<SaleLine> lines = new ArrayList<>();
    portions.forEach((item, n) -> lines.add(new SaleLine(item, n, false, channel)));
    out.accept(new Sale(id, time, lines));
    takeBack(id, time, lines);
  }

  private void want(Course course, Daypart daypart, Instant time, Map<String, Integer> portions) {
    MenuItem wanted = shelf.wanted(course, daypart, dice);
    if (wanted == null) {
      return;
    }
    MenuItem got = shelf.take(wanted, daypart, time);
    wishes.accept(new Wish(time, wanted.item(), got == null ? null : got.item()));
    if (got != null) {
      portions.merge(got.item(), 1, Integer::sum);
    }
  }

  private void takeBack(EventId sale, Instant time, List<SaleLine> lines) {
    if (dice.chance(restaurant.habits().voids())) {
      SaleLine line = lines.get(dice.between(0, lines.size() - 1));
      Duration after = Duration.ofSeconds(dice.between(20, 400));
      out.accept(back(sale, "-void", time.plus(after), line, 1));
    } else if (dice.chance(restaurant.habits().refunds() * lines.size())) {
      SaleLine line = lines.get(dice.between(0, lines.size() - 1));
      Duration after = Duration.ofMinutes(dice.between(15, 150));
      out.accept(back(sale, "-refund", time.plus(after), line, line.quantity()));
    }
  }

  private static Sale back(EventId sale, String suffix, Instant time, SaleLine line, int portions) {
    return new Sale(
        new EventId(sale.source(), sale.id() + suffix),
        time,
        List.of(new SaleLine(line.item(), portions, true, line.channel())));
  }

  private EventId id(String where, int number) {
    return new EventId(
        "/store/" + restaurant.store() + "/" + where, conditions.date() + "-" + number);
  }
}
