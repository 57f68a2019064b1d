package io.parcook.sync.catalog;

/// How near a catalog is to its bounds.
///
/// @param bytes of the model files
/// @param diskBudget what they may take
/// @param neededBytes of the files that no pruning may take
/// @param candidates versions on their way
/// @param mostCandidates what they may be
/// @param journalBytes length of the journal
/// @param pruned versions and files given up for room since the start
/// @param failedWrites decisions since the start that the disk did not take
public record CatalogStats(
    long bytes,
    long diskBudget,
    long neededBytes,
    int candidates,
    int mostCandidates,
    long journalBytes,
    long pruned,
    long failedWrites) {}
