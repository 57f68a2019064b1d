package io.parcook.service.display;

import io.parcook.models.night.NightProgress;
import io.parcook.service.learning.NightRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the store learns.
///
/// @param running whether a night runs
/// @param progress how far it is; absent where none runs, or it has said nothing yet
/// @param next when the next night begins by itself; absent if none does
/// @param cannot why no night can run; absent where one can
/// @param waiting the night that waits for a Job to run it; absent where none does
/// @param nights the last ones, the newest first; the first may run
public record TuningJson(
    boolean running,
    @Nullable NightProgress progress,
    @Nullable Instant next,
    @Nullable String cannot,
    @Nullable NightRecord waiting,
    List<NightRecord> nights) {}
