/// Forecasts of other tools on the same rows: the rows go out to a file, their forecasts come back.
@org.jspecify.annotations.NullMarked
package io.parcook.cli.peers;
