package io.parcook.service.channel;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/// The few threads that read and judge large bodies. What waits for them is bounded by [InFlight].
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
public @interface Judges {}
