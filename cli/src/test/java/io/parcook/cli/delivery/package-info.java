/// Pace, patience and what is acknowledged.
@org.jspecify.annotations.NullMarked
package io.parcook.cli.delivery;
