/// The commands, run as one types them, against real parts.
@org.jspecify.annotations.NullMarked
package io.parcook.cli;
