package io.parcook.models.calibrate;

/// What a level's quantiles covered lately, of the items of one pace. Rows count by exponential
/// weights, a day's worth of them about.
///
/// @param pace `rare`, `slow`, `steady` or `fast`
/// @param level of the quantile
/// @param covered share of rows that sold no more than the quantile; NaN before the first
/// @param below share of rows that sold less than its whole portions
/// @param rows sum of the weights
public record LevelCoverage(String pace, double level, double covered, double below, double rows) {}
