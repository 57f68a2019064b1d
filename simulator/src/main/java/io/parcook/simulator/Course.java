package io.parcook.simulator;

/// What a portion is to a meal. A guest who cannot have an item looks within its course.
public enum Course {
  MAIN,
  SIDE,
  DRINK,
  SWEET
}
