package io.parcook.sync.registry.http;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/// Bytes to send that count how far they got.
final class CountedBytes implements BodyPublisher {

  private final BodyPublisher bytes;
  private final AtomicLong moved = new AtomicLong();

  CountedBytes(byte[] bytes) {
    this.bytes = BodyPublishers.ofByteArray(bytes);
  }

  long moved() {
    return moved.get();
  }

  @Override
  public long contentLength() {
    return bytes.contentLength();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> to) {
    bytes.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            to.onSubscribe(subscription);
          }

          @Override
          public void onNext(ByteBuffer buffer) {
            moved.addAndGet(buffer.remaining());
            to.onNext(buffer);
          }

          @Override
          public void onError(Throwable failure) {
            to.onError(failure);
          }

          @Override
          public void onComplete() {
            to.onComplete();
          }
        });
  }
}
