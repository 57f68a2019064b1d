package io.parcook.models.night;

/// How a night went.
///
/// @param rows learned from
/// @param days learned from
/// @param daysLeftOut days that are not believed
/// @param cellsTakenDown cells that no kitchen sold
/// @param steps of the optimiser
/// @param before loss on the days that say when to stop, as the base has it
/// @param after the candidate's
/// @param moved the furthest that an initializer moved, as a share of its length
/// @param parity largest difference between ONNX Runtime and the tuner
public record NightFigures(
    int rows,
    int days,
    int daysLeftOut,
    int cellsTakenDown,
    int steps,
    double before,
    double after,
    double moved,
    double parity) {}
