/// Presence sensors: what they say, turned into events of the store's intake.
@org.jspecify.annotations.NullMarked
package io.parcook.cli.sense;
