package io.parcook.pipeline.history;

/// How full a history is, and what it left out, for metrics.
///
/// @param items distinct items held, of at most [HistoryLimits#items]
/// @param zones distinct presence zones held, of at most [HistoryLimits#zones]
/// @param recent events held one by one, of at most [HistoryLimits#recent]
/// @param tooOld changes left out because they lie before the window
/// @param refused changes left out because the items or zones were too many
public record HistoryCounts(int items, int zones, int recent, long tooOld, long refused) {}
