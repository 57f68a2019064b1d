package io.parcook.tuning.dataset;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One row of an order file that is a portion, or some portions, of an item.
///
/// @param row the row's line in the file, the header being line 1: with it, equal rows of one order
///     stay two portions
/// @param order as the file has it; not unique over months where the file's is not
/// @param quantity portions; negative when they are taken back; never zero
public record OrderLine(
    long row, Instant time, String order, String item, int quantity, @Nullable String channel) {}
