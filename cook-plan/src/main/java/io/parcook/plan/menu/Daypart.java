package io.parcook.plan.menu;

import java.time.LocalTime;

/// A part of the store's day, from its beginning on the wall clock until the next one begins.
public record Daypart(String name, LocalTime from) {}
