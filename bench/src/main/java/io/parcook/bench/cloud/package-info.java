/// Stores and their cloud for the benchmarks of what travels between them: the client is the one
/// that the service has, and nothing forecasts.
@org.jspecify.annotations.NullMarked
package io.parcook.bench.cloud;
