package io.parcook.sync.catalog;

/// The bounds of a catalog.
///
/// @param diskBudget bytes that the model files may take, one that is arriving left aside
/// @param mostCandidates versions on their way at one time
/// @param mostRetired versions kept to go back to
/// @param mostRefused versions remembered so that they are not tried again
/// @param journalBytes length past which the journal is compacted
public record CatalogOptions(
    long diskBudget, int mostCandidates, int mostRetired, int mostRefused, long journalBytes) {

  /// 512 MiB of files, 8 candidates, 32 retired, 128 refused, a journal of 1 MiB.
  public static final CatalogOptions DEFAULT = new CatalogOptions(512L << 20, 8, 32, 128, 1 << 20);

  public CatalogOptions {
    if (diskBudget < 1
        || mostCandidates < 1
        || mostRetired < 1
        || mostRefused < 1
        || journalBytes < 1) {
      throw new IllegalArgumentException("every bound of a catalog is at least 1");
    }
  }
}
