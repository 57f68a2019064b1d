package io.parcook.cli.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.parcook.cli.delivery.StoreApi.Answer;
import io.parcook.pipeline.event.EventWriter;
import io.parcook.pipeline.event.StoreEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Posts batches to a store's service, several at a time, and each again until it is acknowledged.
///
/// A batch whose answer was lost is posted again as it was; the ledger knows the events and
/// answers that they are repeats. Batches on their way at the same time may arrive in any order,
/// which changes nothing: the ledger goes by the time of the event.
public final class HttpDestination implements Destination {

  private final StoreApi api;
  private final int batchSize;
  private final int window;
  private final Patience patience;
  private final EventWriter writer = new EventWriter();
  private final Tally tally = new Tally();
  private final Prefix prefix = new Prefix();
  private final Semaphore free;
  private final AtomicReference<@Nullable DeliveryException> failure = new AtomicReference<>();
  private List<StoreEvent> waiting = new ArrayList<>();
  private long taken;
  private volatile boolean closed;

  /// @param batchSize most events in one request
  /// @param window most requests on their way
  public HttpDestination(StoreApi api, int batchSize, int window, Patience patience) {
    this.api = api;
    this.batchSize = batchSize;
    this.window = window;
    this.patience = patience;
    this.free = new Semaphore(window);
  }

  @Override
  public void send(StoreEvent event) throws InterruptedException {
    waiting.add(event);
    if (waiting.size() >= batchSize) {
      flush();
    }
  }

  @Override
  public void flush() throws InterruptedException {
    if (waiting.isEmpty()) {
      return;
    }
    free.acquire();
    if (failure.get() != null) {
      free.release();
      failIfFailed();
    }
    List<StoreEvent> batch = waiting;
    long first = taken;
    waiting = new ArrayList<>(batchSize);
    taken += batch.size();
    Thread.ofVirtual().name("post-" + first).start(() -> deliver(batch, first));
  }

  @Override
  public void finish() throws InterruptedException {
    flush();
    free.acquire(window);
    free.release(window);
    failIfFailed();
  }

  private void failIfFailed() {
    DeliveryException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
  }

  private void deliver(List<StoreEvent> batch, long first) {
    try {
      if (deliver(batch)) {
        prefix.done(first, batch.size());
      }
    } catch (DeliveryException e) {
      failure.compareAndSet(null, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      free.release();
    }
  }

  /// Tries until the batch is acknowledged; false if the run has failed or ended meanwhile.
  private boolean deliver(List<StoreEvent> batch) throws InterruptedException {
    byte[] body = writer.writeBatch(batch);
    long began = System.nanoTime();
    for (int retry = 0; !closed && failure.get() == null; retry++) {
      switch (post(body, batch.size())) {
        case Answer.Acknowledged(JsonNode verdicts) -> {
          verdicts.forEach(this::count);
          return true;
        }
        case Answer.Busy(String why, Duration after) -> {
          if (patience.isOver(Duration.ofNanos(System.nanoTime() - began))) {
            throw new DeliveryException(
                DeliveryException.Kind.UNREACHABLE,
                why
                    + ". Gave up after "
                    + patience.giveUpAfter()
                    + ". See that the store's service runs at "
                    + api.base()
                    + " and start this again: what was stored is not counted twice.");
          }
          tally.retry();
          Duration pause = patience.pause(retry);
          Thread.sleep(after.compareTo(pause) > 0 ? after : pause);
        }
        case Answer.TooLarge(String why) -> {
          if (batch.size() == 1) {
            throw new DeliveryException(DeliveryException.Kind.REFUSED, why);
          }
          int half = batch.size() / 2;
          return deliver(batch.subList(0, half)) && deliver(batch.subList(half, batch.size()));
        }
        case Answer.Refused(String why) ->
            throw new DeliveryException(DeliveryException.Kind.REFUSED, why);
      }
    }
    return false;
  }

  private Answer post(byte[] body, int events) throws InterruptedException {
    try {
      return api.post(body, events);
    } catch (IOException e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return new Answer.Busy("No answer from " + api.base() + " (" + reason + ")", Duration.ZERO);
    }
  }

  private void count(JsonNode verdict) {
    switch (verdict.path("outcome").asText()) {
      case "stored" -> tally.store(1);
      case "repeated" -> tally.repeat(1);
      default ->
          tally.quarantine(
              verdict.path("reason").asText("unknown"),
              verdict.path("source").asText()
                  + " "
                  + verdict.path("id").asText()
                  + ": "
                  + verdict.path("detail").asText());
    }
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public long acknowledged() {
    return prefix.length();
  }

  @Override
  public void close() {
    closed = true;
    api.close();
  }
}
