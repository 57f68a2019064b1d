package io.parcook.plan.menu;

/// Something that batches share while they cook.
///
/// @param capacity places (baskets, trays, pans) that it holds at once
public record Equipment(String name, int capacity) {}
