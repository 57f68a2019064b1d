package io.parcook.pipeline.event;

import org.jspecify.annotations.Nullable;

/// One line of a sale.
///
/// @param item the item's code, as on the menu
/// @param quantity portions, positive; a void or a refund carries the portions taken back
/// @param isVoid true when the line takes back portions that were rung up before: it leaves the
///     interval that its event's time belongs to
/// @param channel where the order came from (`counter`, `drive`, `delivery` …), where known
public record SaleLine(String item, int quantity, boolean isVoid, @Nullable String channel) {

  /// The change of demand that this line means, in portions.
  public int delta() {
    return isVoid ? -quantity : quantity;
  }
}
