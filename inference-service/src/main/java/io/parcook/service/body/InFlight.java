package io.parcook.service.body;

import java.util.concurrent.atomic.AtomicLong;

/// The bytes of all bodies that are being read, judged or written now, kept under one limit: many
/// clients with allowed bodies must not add up to more memory than there is.
public final class InFlight {

  private final long limit;
  private final AtomicLong taken = new AtomicLong();

  public InFlight(long limit) {
    this.limit = limit;
  }

  /// Most bytes that may be taken.
  public long limit() {
    return limit;
  }

  /// Bytes taken now.
  public long taken() {
    return taken.get();
  }

  /// A share that starts empty; close it when the request is answered.
  public Share open() {
    return new Share();
  }

  /// One request's share. Used by one thread at a time.
  public final class Share implements AutoCloseable {
    private long bytes;

    /// Takes more; false, and nothing taken, where the limit would be passed.
    boolean grow(long more) {
      long now = taken.addAndGet(more);
      if (now > limit) {
        taken.addAndGet(-more);
        return false;
      }
      bytes += more;
      return true;
    }

    @Override
    public void close() {
      taken.addAndGet(-bytes);
      bytes = 0;
    }
  }
}
