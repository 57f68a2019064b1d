/// Order files as sales, and sales as order files.
@org.jspecify.annotations.NullMarked
package io.parcook.cli.orders;
