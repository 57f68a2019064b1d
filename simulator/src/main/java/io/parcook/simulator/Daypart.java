package io.parcook.simulator;

/// A part of the trading day: when its guests come, and how many of them want what.
///
/// A guest takes one portion of a course with the chance given here.
public enum Daypart {
  BREAKFAST(8.4, 1.1, 0.70, 0.20, 0.80, 0.10),
  LUNCH(12.6, 0.9, 0.95, 0.65, 0.60, 0.10),
  AFTERNOON(15.6, 1.4, 0.45, 0.35, 0.65, 0.40),
  DINNER(18.9, 1.2, 0.95, 0.70, 0.60, 0.20),
  LATE(22.4, 1.5, 0.85, 0.65, 0.50, 0.15);

  private final double centre;
  private final double spread;
  private final double main;
  private final double side;
  private final double drink;
  private final double sweet;

  Daypart(double centre, double spread, double main, double side, double drink, double sweet) {
    this.centre = centre;
    this.spread = spread;
    this.main = main;
    this.side = side;
    this.drink = drink;
    this.sweet = sweet;
  }

  /// How strongly guests of this daypart arrive at a wall-clock hour; integrates to one.
  double density(double hour) {
    double z = (hour - centre) / spread;
    return Math.exp(-0.5 * z * z) / (spread * Math.sqrt(2 * Math.PI));
  }

  /// The chance that a guest of this daypart wants something of a course.
  double appetite(Course course) {
    return switch (course) {
      case MAIN -> main;
      case SIDE -> side;
      case DRINK -> drink;
      case SWEET -> sweet;
    };
  }
}
