package io.parcook.plan.menu;

/// What a batch takes of its equipment from its start until it is ready.
///
/// @param equipment its name
/// @param places how many of its places
public record Place(String equipment, int places) {}
