package io.parcook.simulator;

import java.time.LocalDate;

/// The weather of a place.
///
/// @param mean mean temperature of the year, degrees Celsius
/// @param swing half the distance between the mean summer and the mean winter day
/// @param rainyDays share of days with rain, 0 to 1
public record Climate(double mean, double swing, double rainyDays) {

  public static final Climate TEMPERATE = new Climate(11, 9, 0.35);

  /// @param temperature degrees Celsius of the day
  /// @param rain millimetres of the day
  record Day(double temperature, double rain) {}

  /// The weather of a date. Neighbouring days are alike: the deviation from the season is a moving
  /// average of six independent daily shocks.
  Day on(long seed, LocalDate date) {
    double season = Math.cos(2 * Math.PI * (date.getDayOfYear() - 200) / 365.25);
    double deviation = 0;
    for (int back = 0; back < 6; back++) {
      deviation += Dice.of(seed, date.toEpochDay() - back, "temperature").gaussian();
    }
    Dice rain = Dice.of(seed, date.toEpochDay(), "rain");
    double millimetres = rain.chance(rainyDays) ? rain.exponential(4) : 0;
    return new Day(mean + swing * season + 1.5 * deviation, millimetres);
  }

  /// What was expected of a date the day before.
  Day foreseen(long seed, LocalDate date) {
    Day real = on(seed, date);
    Dice error = Dice.of(seed, date.toEpochDay(), "forecast error");
    double rain = error.chance(0.85) ? real.rain() * error.lognormal(1, 0.4) : 0;
    return new Day(real.temperature() + 1.2 * error.gaussian(), rain);
  }
}
