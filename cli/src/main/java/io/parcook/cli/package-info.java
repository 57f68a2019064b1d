/// The `parcook` command.
@org.jspecify.annotations.NullMarked
package io.parcook.cli;
