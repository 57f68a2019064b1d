package io.parcook.cli.kitchen;

import java.time.Instant;

/// Portions of an item that an order took.
record Taken(Instant time, String item, int portions) {}
