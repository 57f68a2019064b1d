package io.parcook.simulator;

import java.util.Map;

/// How guests and staff behave. All chances are 0 to 1; all durations have a lognormal spread.
///
/// @param channels how orders spread over channels; only their proportions count
/// @param doorToTill median minutes from the door to the front of the queue
/// @param tills tills at the counter
/// @param ringUp median seconds a till takes for an order
/// @param onlookers people who pass the door and do not order, per counter order
/// @param missed chance that the door's sensor misses a party
/// @param voids chance that an order is taken back in part within minutes
/// @param refunds chance that a line is given back within the next hours
/// @param soldOut chance, per portion sold, that it was the last for a while
/// @param backIn median minutes until a sold-out item is back
/// @param substitutes chance that a guest takes another item for one that is sold out
/// @param bursts groups (a bus, a school class) per day
/// @param promotions promotions of one item per four weeks
/// @param dayToDay standard deviation of the day's own random factor, in log units
/// @param drift how far the level wanders over months, in log units
public record Habits(
    Map<Channel, Double> channels,
    double doorToTill,
    int tills,
    double ringUp,
    double onlookers,
    double missed,
    double voids,
    double refunds,
    double soldOut,
    double backIn,
    double substitutes,
    double bursts,
    int promotions,
    double dayToDay,
    double drift) {

  public static final Habits USUAL =
      new Habits(
          Map.of(Channel.COUNTER, 0.55, Channel.DRIVE, 0.30, Channel.DELIVERY, 0.15),
          3.0,
          3,
          40,
          0.12,
          0.03,
          0.012,
          0.003,
          0.0012,
          70,
          0.5,
          0.12,
          2,
          0.08,
          0.12);

  public Habits {
    channels = Map.copyOf(channels);
    if (tills < 1 || promotions < 0 || channels.isEmpty()) {
      throw new IllegalArgumentException(
          "A store needs a till, a channel, and 0 or more promotions");
    }
  }

  /// The same habits without sold-out spells.
  public Habits neverSoldOut() {
    return new Habits(
        channels,
        doorToTill,
        tills,
        ringUp,
        onlookers,
        missed,
        voids,
        refunds,
        0,
        backIn,
        substitutes,
        bursts,
        promotions,
        dayToDay,
        drift);
  }
}
