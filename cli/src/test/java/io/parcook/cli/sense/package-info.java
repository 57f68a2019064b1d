@org.jspecify.annotations.NullMarked
package io.parcook.cli.sense;
