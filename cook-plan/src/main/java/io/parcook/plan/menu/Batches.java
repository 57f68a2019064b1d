package io.parcook.plan.menu;

/// The sizes that one batch of an item may have, in portions: the minimum, and that and so many
/// times the multiple, up to the maximum.
public record Batches(int minimum, int multiple, int maximum) {

  public Batches {
    if (minimum < 1 || multiple < 1 || maximum < minimum) {
      throw new IllegalArgumentException(
          "A batch has a minimum and a multiple of 1 or more and a maximum that is no smaller than"
              + " the minimum; it is "
              + minimum
              + ", "
              + multiple
              + ", "
              + maximum);
    }
  }

  /// How many sizes there are.
  public int sizes() {
    return (maximum - minimum) / multiple + 1;
  }

  /// The `i`th size, from 0, smallest first.
  public int size(int i) {
    return minimum + i * multiple;
  }

  /// The largest size.
  public int largest() {
    return size(sizes() - 1);
  }

  /// The smallest size that holds some portions; the largest if none does.
  public int holding(int portions) {
    int more = Math.max(0, portions - minimum);
    return size(Math.min(sizes() - 1, (more + multiple - 1) / multiple));
  }

  /// Whether one batch may have so many portions.
  public boolean allows(int portions) {
    return portions >= minimum && portions <= maximum && (portions - minimum) % multiple == 0;
  }
}
