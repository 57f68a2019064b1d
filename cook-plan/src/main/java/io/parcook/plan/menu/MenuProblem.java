package io.parcook.plan.menu;

/// Something wrong with a menu.
///
/// @param where a JSON pointer into the file, such as `/items/fries/batch`; empty for the whole
/// @param what what is wrong there, and what it must be
public record MenuProblem(String where, String what) {

  @Override
  public String toString() {
    return (where.isEmpty() ? "the file" : where) + ": " + what;
  }
}
