package io.parcook.pipeline.intake;

import java.time.InstantSource;
import java.util.List;

/// Turns delivered bytes into verdicts. It never throws for what the bytes contain. Safe for use by
/// many threads.
public final class Intake {

  private final IntakeLimits limits;
  private final InstantSource clock;

  public Intake(IntakeLimits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /// Judges one CloudEvent in JSON (structured mode).
  public Verdict read(byte[] event) {
    throw new UnsupportedOperationException("not built yet: " + limits + clock);
  }

  /// Judges a body that is one CloudEvent or a JSON array of them, one verdict an event, in order.
  public List<Verdict> readBatch(byte[] body) {
    throw new UnsupportedOperationException("not built yet");
  }
}
