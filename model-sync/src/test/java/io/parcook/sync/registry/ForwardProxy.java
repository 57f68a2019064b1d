package io.parcook.sync.registry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A forward proxy of a store's network: it opens tunnels to whoever is asked for (RFC 9110, 9.3.6)
/// and sees nothing of what goes through them.
public final class ForwardProxy implements AutoCloseable {

  private static final Pattern CONNECT = Pattern.compile("CONNECT ([^: ]+):(\\d+) HTTP/1\\.1\r\n");
  private static final int MOST_HEAD = 8 << 10;

  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final AtomicLong tunnels = new AtomicLong();

  public ForwardProxy() throws IOException {
    Thread.ofVirtual().start(this::serve);
  }

  public int port() {
    return door.getLocalPort();
  }

  /// Tunnels that were opened.
  public long tunnels() {
    return tunnels.get();
  }

  private void serve() {
    while (!door.isClosed()) {
      try {
        Socket store = door.accept();
        Thread.ofVirtual().start(() -> serve(store));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void serve(Socket store) {
    try (store) {
      OutputStream back = store.getOutputStream();
      Matcher asked = CONNECT.matcher(head(store.getInputStream()));
      if (!asked.lookingAt()) {
        answer(back, "405 Method Not Allowed");
        return;
      }
      try (Socket far = new Socket(asked.group(1), Integer.parseInt(asked.group(2)))) {
        tunnels.incrementAndGet();
        answer(back, "200 Connection established");
        Thread up = Thread.ofVirtual().start(() -> pump(store, far));
        pump(far, store);
        up.join();
      } catch (IOException _) {
        answer(back, "502 Bad Gateway");
      }
    } catch (IOException _) {
      // the store hung up
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(OutputStream back, String status) throws IOException {
    back.write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(ISO_8859_1));
    back.flush();
  }

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.length() < MOST_HEAD && head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    return head.toString();
  }

  /// Until either side ends; then both have ended.
  private static void pump(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // the line is cut
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
