package io.parcook.tuning.tune;

import java.util.List;

/// A week that judges, and what was learned from the days before it and no other. The newest one's
/// is the candidate.
///
/// @param days of the week
record Rehearsal(List<Long> days, Lesson lesson) {}
