package io.parcook.sync.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// A line between a store and a registry that is cut after given numbers of bytes, one connection
/// after the other, and then holds. Counts what went through in both directions.
public final class CuttingProxy implements AutoCloseable {

  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int registry;
  private final boolean cutsUploads;
  private final Deque<Long> cuts;
  private final AtomicLong down = new AtomicLong();
  private final AtomicLong up = new AtomicLong();
  private final AtomicLong connections = new AtomicLong();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean severed;

  /// @param cuts after how many bytes each of the first connections ends
  /// @param cutsUploads whether the bytes to the registry are meant, or those from it
  public CuttingProxy(int registry, List<Long> cuts, boolean cutsUploads) throws IOException {
    this.registry = registry;
    this.cuts = new ArrayDeque<>(cuts);
    this.cutsUploads = cutsUploads;
    Thread.ofVirtual().start(this::serve);
  }

  /// Cuts the next connections too, each after so many bytes.
  public void cutNext(List<Long> more) {
    synchronized (cuts) {
      cuts.addAll(more);
    }
  }

  /// Cuts every connection, and lets none come up until [#mend].
  public void sever() throws IOException {
    severed = true;
    for (Socket socket : open) {
      socket.close();
    }
    open.clear();
  }

  public void mend() {
    severed = false;
  }

  private void serve() {
    while (!door.isClosed()) {
      try {
        Socket store = door.accept();
        if (severed) {
          store.close();
          continue;
        }
        connections.incrementAndGet();
        long cut;
        synchronized (cuts) {
          cut = cuts.isEmpty() ? Long.MAX_VALUE : cuts.pop();
        }
        Socket far = new Socket(InetAddress.getLoopbackAddress(), registry);
        open.add(store);
        open.add(far);
        long none = Long.MAX_VALUE;
        Thread.ofVirtual().start(() -> pump(store, far, up, cutsUploads ? cut : none));
        Thread.ofVirtual().start(() -> pump(far, store, down, cutsUploads ? none : cut));
      } catch (IOException _) {
        return;
      }
    }
  }

  private static void pump(Socket from, Socket to, AtomicLong count, long most) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[1 << 14];
      long left = most;
      while (left > 0) {
        int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (n < 0) {
          return;
        }
        out.write(buffer, 0, n);
        out.flush();
        count.addAndGet(n);
        left -= n;
      }
    } catch (IOException _) {
      // the line is cut
    }
  }

  public int port() {
    return door.getLocalPort();
  }

  /// Bytes to the store.
  public long down() {
    return down.get();
  }

  /// Bytes to the registry.
  public long up() {
    return up.get();
  }

  public long connections() {
    return connections.get();
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
