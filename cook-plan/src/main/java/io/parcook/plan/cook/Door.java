package io.parcook.plan.cook;

/// People who came in lately, and how many usually do.
public record Door(int people, int usual) {

  boolean isBusy() {
    return people >= 3 && people > 1.25 * usual;
  }
}
