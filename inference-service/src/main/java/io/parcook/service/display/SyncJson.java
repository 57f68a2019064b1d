package io.parcook.service.display;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a look at the cloud found.
///
/// @param done whether the look came to its end; otherwise it goes on
/// @param found the kind of what was found, in one word; absent while it goes on
/// @param message one sentence
/// @param at when the last look ended, by the store's clock
public record SyncJson(
    boolean done, @Nullable String found, String message, @Nullable Instant at) {}
