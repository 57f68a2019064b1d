package io.parcook.models.forecast;

import java.util.Optional;

/// Where a model's arithmetic really runs, for health and metrics.
///
/// @param requested what the configuration asked for
/// @param active what serves
/// @param fallback why they differ; empty if they do not
/// @param difference largest difference from the CPU on the probe, relative where values exceed 1;
///     0 where the CPU itself serves
public record ProviderReport(
    String requested, String active, Optional<String> fallback, double difference) {}
