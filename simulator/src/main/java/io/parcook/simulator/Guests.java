package io.parcook.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Parties of one date as they arrive: an inhomogeneous Poisson process by the minute, and groups
/// that come all at once.
final class Guests {

  /// @param arrives at the door, the drive's menu, or the delivery service's screen
  /// @param people portions are ordered for that many
  /// @param orders false for those who only look in
  record Party(Instant arrives, Channel channel, Daypart daypart, int people, boolean orders) {}

  private static final List<Daypart> DAYPARTS = List.of(Daypart.values());
  private static final List<Channel> CHANNELS = List.of(Channel.values());

  private final Restaurant restaurant;
  private final Conditions conditions;
  private final Dice dice;
  private final double[] channels;

  Guests(Restaurant restaurant, Conditions conditions) {
    this.restaurant = restaurant;
    this.conditions = conditions;
    this.dice = Dice.of(restaurant.seed(), conditions.date().toEpochDay(), "guests");
    this.channels = channels();
  }

  static Instant opens(Restaurant restaurant, LocalDate date, DayShape shape) {
    return date.atTime(shape.opens()).atZone(restaurant.zone()).toInstant();
  }

  static Instant closes(Restaurant restaurant, LocalDate date, DayShape shape) {
    LocalDate last = shape.closes().isBefore(shape.opens()) ? date.plusDays(1) : date;
    return last.atTime(shape.closes()).atZone(restaurant.zone()).toInstant();
  }

  /// Every party of the date, in no particular order.
  List<Party> arrive() {
    List<Party> parties = new ArrayList<>();
    Instant opens = opens(restaurant, conditions.date(), conditions.shape());
    Instant closes = closes(restaurant, conditions.date(), conditions.shape());
    int minutes = (int) Duration.between(opens, closes).toMinutes();
    if (minutes <= 0) {
      return parties;
    }
    double[] intensity = new double[minutes];
    double total = 0;
    for (int i = 0; i < minutes; i++) {
      intensity[i] = intensity(hour(opens.plus(i, ChronoUnit.MINUTES)));
      total += intensity[i];
    }
    for (int i = 0; i < minutes && total > 0; i++) {
      Instant minute = opens.plus(i, ChronoUnit.MINUTES);
      for (int n = dice.poisson(conditions.orders() * intensity[i] / total); n > 0; n--) {
        parties.add(party(minute.plusMillis(dice.between(0, 59_999)), channel()));
      }
    }
    lookIn(parties);
    for (int n = dice.poisson(restaurant.habits().bursts()); n > 0; n--) {
      burst(opens.plus(dice.between(0, minutes - 1), ChronoUnit.MINUTES), parties);
    }
    return parties;
  }

  private void lookIn(List<Party> parties) {
    long atTheCounter = parties.stream().filter(p -> p.channel() == Channel.COUNTER).count();
    int onlookers = dice.poisson(Math.min(700, atTheCounter * restaurant.habits().onlookers()));
    for (int i = 0; i < onlookers; i++) {
      Party like = parties.get(dice.between(0, parties.size() - 1));
      Instant arrives = like.arrives().plusSeconds(dice.between(-600, 600));
      parties.add(new Party(arrives, Channel.COUNTER, like.daypart(), 1, false));
    }
  }

  private void burst(Instant at, List<Party> parties) {
    for (int people = dice.between(15, 45); people > 0; ) {
      Party party = party(at.plusSeconds(dice.between(0, 240)), Channel.COUNTER);
      parties.add(party);
      people -= party.people();
    }
  }

  private Party party(Instant arrives, Channel channel) {
    double hour = hour(arrives);
    Daypart daypart = daypart(hour);
    double company =
        switch (channel) {
          case COUNTER -> 0.5;
          case DRIVE -> 0.8;
          case DELIVERY -> 1.2;
        };
    int people = 1 + dice.poisson(company);
    return new Party(arrives, channel, daypart, people, true);
  }

  private Daypart daypart(double hour) {
    double[] weights = new double[DAYPARTS.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = conditions.shape().intensity(DAYPARTS.get(i), hour);
    }
    return DAYPARTS.get(Math.max(0, dice.pick(weights)));
  }

  private Channel channel() {
    return CHANNELS.get(Math.max(0, dice.pick(channels)));
  }

  /// Shares of the channels today: rain keeps guests from the counter.
  private double[] channels() {
    double rain = Math.min(conditions.weather().rain(), 20);
    return CHANNELS.stream()
        .mapToDouble(
            channel ->
                restaurant.habits().channels().getOrDefault(channel, 0.0)
                    * (channel == Channel.COUNTER ? 1 - 0.02 * rain : 1))
        .toArray();
  }

  private double intensity(double hour) {
    double sum = 0;
    for (Daypart daypart : DAYPARTS) {
      sum += conditions.shape().intensity(daypart, hour);
    }
    return sum;
  }

  /// Hours on the wall clock since the midnight that began the date; past 24 late at night.
  private double hour(Instant instant) {
    ZoneId zone = restaurant.zone();
    LocalDateTime midnight = conditions.date().atStartOfDay();
    return ChronoUnit.SECONDS.between(midnight, LocalDateTime.ofInstant(instant, zone)) / 3600.0;
  }
}
