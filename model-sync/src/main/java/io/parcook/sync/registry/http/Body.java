package io.parcook.sync.registry.http;

import io.parcook.sync.registry.RegistryException;
import io.parcook.sync.registry.RegistryFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// Takes an answer's body as it comes, buffer by buffer, so that nothing that came is lost when the
/// line breaks. (The JDK's own input stream drops what it holds when the connection fails.) What an
/// error says is kept in memory, bounded.
final class Body implements BodyHandler<byte[]> {

  /// Takes the bytes of a good answer.
  interface Sink {

    /// Looks at the answer's head.
    ///
    /// @return whether the sink takes the bytes; otherwise they are kept in memory
    boolean begins(ResponseInfo head) throws IOException;

    void take(byte[] bytes, int count) throws IOException;
  }

  private static final Sink MEMORY =
      new Sink() {
        @Override
        public boolean begins(ResponseInfo head) {
          return false;
        }

        @Override
        public void take(byte[] bytes, int count) {
          throw new IllegalStateException("It takes none");
        }
      };

  private static final int MOST_OF_ERROR = 64 << 10;

  private final String what;
  private final Sink sink;
  private final int mostInMemory;
  private volatile long moved;
  private volatile @Nullable Exception failure;
  private @Nullable Subscriber current;

  /// @param mostInMemory of an answer that the sink does not take
  Body(String what, Sink sink, int mostInMemory) {
    this.what = what;
    this.sink = sink;
    this.mostInMemory = mostInMemory;
  }

  static Body inMemory(String what, int most) {
    return new Body(what, MEMORY, most);
  }

  static Body to(Sink sink, String what) {
    return new Body(what, sink, MOST_OF_ERROR);
  }

  /// Bytes that came so far.
  long moved() {
    return moved;
  }

  /// What the sink could not do, as opposed to the line.
  @Nullable Exception failure() {
    return failure;
  }

  /// Nothing reaches the sink after this returns.
  synchronized void abandon() {
    current = null;
  }

  @Override
  public HttpResponse.BodySubscriber<byte[]> apply(ResponseInfo head) {
    Subscriber subscriber = new Subscriber(head);
    synchronized (this) {
      current = subscriber;
    }
    return subscriber;
  }

  private final class Subscriber implements HttpResponse.BodySubscriber<byte[]> {

    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[1 << 14];
    private final ResponseInfo head;
    private boolean toSink;
    private Flow.@Nullable Subscription subscription;

    Subscriber(ResponseInfo head) {
      this.head = head;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
      return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      try {
        toSink = sink.begins(head);
        given.request(1);
      } catch (IOException | RuntimeException e) {
        failure = e;
        given.cancel();
        whole.completeExceptionally(e);
      }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      Flow.Subscription upstream = subscription;
      try {
        for (ByteBuffer bytes : buffers) {
          take(bytes);
        }
        if (upstream != null) {
          upstream.request(1);
        }
      } catch (IOException | RuntimeException e) {
        failure = e;
        if (upstream != null) {
          upstream.cancel();
        }
        whole.completeExceptionally(e);
      }
    }

    private void take(ByteBuffer bytes) throws IOException {
      while (bytes.hasRemaining()) {
        int count = Math.min(buffer.length, bytes.remaining());
        bytes.get(buffer, 0, count);
        synchronized (Body.this) {
          if (current != this) {
            throw new IOException("Abandoned");
          }
          if (toSink) {
            sink.take(buffer, count);
          } else {
            keep(count);
          }
        }
        long soFar = moved + count;
        moved = soFar;
      }
    }

    private void keep(int count) throws IOException {
      if (memory.size() + count > mostInMemory) {
        throw new RegistryException(
            new RegistryFault.TooLarge(what, (long) memory.size() + count, mostInMemory));
      }
      memory.write(buffer, 0, count);
    }

    @Override
    public void onError(Throwable failure) {
      whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      whole.complete(memory.toByteArray());
    }
  }
}
