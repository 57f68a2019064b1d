package io.parcook.plan.cook;

import java.util.Locale;

/// Why a batch is cooked, or is not any more, by its figures; a screen has its own words for each.
public sealed interface Reason {

  /// Five words, in English.
  String words();

  /// More people came in than usual.
  record AtTheDoor(int people, int usual) implements Reason {
    @Override
    public String words() {
      return people + " at the door, usual " + usual;
    }
  }

  /// Orders wait for it.
  record Ordered(int owed, int onHand) implements Reason {
    @Override
    public String words() {
      return owed + " ordered, " + onHand + " on hand";
    }
  }

  /// More is expected than is usual.
  record MoreThanUsual(double expected, double usual) implements Reason {
    @Override
    public String words() {
      return whole(expected) + " expected, usual " + whole(usual);
    }
  }

  /// What is on hand gets too old.
  record Expiring(int portions, double expected) implements Reason {
    @Override
    public String words() {
      return portions + " expire, " + whole(expected) + " expected";
    }
  }

  /// What is on hand and cooking does not last.
  record RunningLow(double expected, int onHand) implements Reason {
    @Override
    public String words() {
      return whole(expected) + " expected, " + onHand + " on hand";
    }
  }

  /// Below the par level: a manager's, or the menu's where there is no forecast.
  record BelowPar(int par, int have) implements Reason {
    @Override
    public String words() {
      return "par " + par + ", " + have + " there";
    }
  }

  /// Enough is on hand and cooking after all.
  record Enough(int onHand, double expected) implements Reason {
    @Override
    public String words() {
      return onHand + " on hand, " + whole(expected) + " expected";
    }
  }

  /// Its equipment is taken for as long as the plan looks ahead.
  record EquipmentTaken(String equipment) implements Reason {
    @Override
    public String words() {
      return equipment + " is taken";
    }
  }

  /// It is sold out, or the menu does not sell it any more, or not at this time.
  record NotSold() implements Reason {
    @Override
    public String words() {
      return "not sold at this time";
    }
  }

  private static String whole(double portions) {
    return String.format(Locale.ROOT, "%.0f", portions);
  }
}
