/// A kitchen that cooks by one policy or another, on orders that were.
@org.jspecify.annotations.NullMarked
package io.parcook.cli.kitchen;
