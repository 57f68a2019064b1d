/// Benchmarks. Every figure is printed beside its raw limit or its peer, measured in turns in the
/// same run: on a noisy machine ratios hold and absolute times do not.
@org.jspecify.annotations.NullMarked
package io.parcook.bench;
