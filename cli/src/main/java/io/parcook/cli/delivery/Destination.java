package io.parcook.cli.delivery;

import io.parcook.pipeline.event.StoreEvent;

/// Where events go. One thread sends; what it has sent is tallied as it is acknowledged.
public interface Destination extends AutoCloseable {

  /// Takes the next event. Blocks while as many are on their way as the destination allows.
  ///
  /// @throws DeliveryException if an event, this or an earlier one, cannot be delivered
  void send(StoreEvent event) throws InterruptedException;

  /// Sets on their way the events that wait for others to travel with.
  void flush() throws InterruptedException;

  /// Sends what waits and returns once every event is acknowledged.
  ///
  /// @throws DeliveryException if one cannot be delivered
  void finish() throws InterruptedException;

  Tally tally();

  /// How many events, counted from the first sent, are acknowledged without a gap: a sender that
  /// begins again may leave out that many.
  long acknowledged();

  /// Lets go of connections; what is not acknowledged by now may be lost.
  @Override
  void close();
}
