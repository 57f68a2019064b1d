package io.parcook.service.display;

import io.parcook.service.learning.JobNights;
import io.parcook.service.settings.ParcookConfig;
import io.parcook.sync.catalog.Artifact;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// What a Job is told of the night that it is to run.
///
/// @param night what its report is to be sent under
/// @param why what began it
/// @param now by the store's clock; it learns from the days before this one's
/// @param zone of the store
/// @param ahead how far the service looks within a day
/// @param holidays the store's region; absent where none is set
/// @param time longest it may take, in real time
/// @param base digest of the model that serves
/// @param adapter digest of the adapter that serves on it; absent where the base serves alone
public record NightTask(
    String night,
    String why,
    Instant now,
    ZoneId zone,
    Duration ahead,
    @Nullable String holidays,
    Duration time,
    String base,
    @Nullable String adapter) {

  static NightTask of(JobNights.Taken taken, ParcookConfig config) {
    Artifact live = taken.live().version().artifact();
    return new NightTask(
        String.valueOf(taken.night().job()),
        taken.night().why(),
        taken.night().began(),
        config.store().zone(),
        config.forecast().horizon(),
        config.store().holidays().orElse(null),
        config.tuning().time(),
        live.base().toString(),
        live instanceof Artifact.Adapter ? live.digest().toString() : null);
  }
}
