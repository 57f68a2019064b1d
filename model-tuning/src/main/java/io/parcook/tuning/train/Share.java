package io.parcook.tuning.train;

import io.parcook.tuning.dataset.Rows;

/// Rows of one kind, and the part of every batch that comes from them. Each kind's rows weigh their
/// part together, however large their levels are beside another kind's.
///
/// @param part relative to the other shares' parts
public record Share(String name, Rows rows, double part) {
  public Share {
    if (rows.size() == 0) {
      throw new IllegalArgumentException(
          "There are no rows of '"
              + name
              + "' to train on. Give longer histories or leave it out.");
    }
    if (!(part > 0)) {
      throw new IllegalArgumentException("The part of '" + name + "' must be above zero: " + part);
    }
  }
}
