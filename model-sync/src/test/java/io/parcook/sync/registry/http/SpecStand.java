package io.parcook.sync.registry.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.parcook.sync.disk.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What Debian's registry does not do, by the letter of the OCI distribution specification: tokens,
/// uploads that are resumed within a chunk, the referrers API, blobs that lie elsewhere. Keeps what
/// it was asked.
final class SpecStand implements AutoCloseable {

  private static final byte[] NOTHING = {};
  static final String USER = "store";
  static final String PASSWORD = "till-and-oven";

  private final HttpServer server;
  final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  final Map<String, byte[]> uploads = new ConcurrentHashMap<>();
  final List<String> asked = new CopyOnWriteArrayList<>();
  final List<String> authorizations = new CopyOnWriteArrayList<>();
  volatile boolean demandsToken;
  volatile String blobsElsewhere = "";
  volatile byte[] referrers = new byte[0];
  final AtomicInteger busyFor = new AtomicInteger();
  final AtomicLong received = new AtomicLong();

  SpecStand() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI origin() {
    return URI.create("http://localhost:" + port());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String method = exchange.getRequestMethod();
      asked.add(method + " " + exchange.getRequestURI());
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      authorizations.add(String.valueOf(authorization));
      if (path.equals("/token")) {
        token(exchange, authorization);
      } else if (demandsToken && !"Bearer let-me-in".equals(authorization)) {
        exchange
            .getResponseHeaders()
            .add(
                "WWW-Authenticate",
                "Bearer realm=\"%s/token\",service=\"stand\",scope=\"repository:m:pull\""
                    .formatted(origin()));
        end(exchange, 401, "{}");
      } else if (busyFor.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        exchange.getResponseHeaders().add("Retry-After", "2");
        end(exchange, 429, "");
      } else if (path.contains("/blobs/uploads/")) {
        upload(exchange, method, path);
      } else if (path.contains("/referrers/")) {
        exchange
            .getResponseHeaders()
            .add("Content-Type", "application/vnd.oci.image.index.v1+json");
        end(exchange, 200, new String(referrers, StandardCharsets.UTF_8));
      } else {
        blob(exchange, method, path.substring(path.lastIndexOf('/') + 1));
      }
    }
  }

  private static void token(HttpExchange exchange, @Nullable String authorization)
      throws IOException {
    String pair = USER + ":" + PASSWORD;
    String right =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    if (right.equals(authorization)) {
      end(exchange, 200, "{\"token\":\"let-me-in\",\"expires_in\":300}");
    } else {
      end(exchange, 401, "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"who?\"}]}");
    }
  }

  private void upload(HttpExchange exchange, String method, String path) throws IOException {
    String id = path.substring(path.lastIndexOf('/') + 1);
    switch (method) {
      case "POST" -> {
        uploads.put("u1", new byte[0]);
        exchange.getResponseHeaders().add("Location", path + "u1");
        end(exchange, 202, "");
      }
      case "PATCH" -> {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(uploads.getOrDefault(id, NOTHING));
        String range = exchange.getRequestHeaders().getFirst("Content-Range");
        if (!range.startsWith(all.size() + "-")) {
          end(exchange, 416, "");
          return;
        }
        try (InputStream in = exchange.getRequestBody()) {
          for (int b = in.read(); b >= 0; b = in.read()) {
            all.write(b);
            received.incrementAndGet();
          }
        } finally {
          uploads.put(id, all.toByteArray());
        }
        exchange.getResponseHeaders().add("Location", path);
        exchange.getResponseHeaders().add("Range", "0-" + (all.size() - 1));
        end(exchange, 202, "");
      }
      case "GET" -> {
        exchange.getResponseHeaders().add("Location", path);
        exchange
            .getResponseHeaders()
            .add("Range", "0-" + Math.max(0, uploads.getOrDefault(id, NOTHING).length - 1));
        end(exchange, 204, "");
      }
      case "PUT" -> {
        byte[] bytes = uploads.getOrDefault(id, NOTHING);
        String digest = exchange.getRequestURI().getQuery().replace("digest=", "");
        boolean right = Digest.of(bytes).toString().equals(digest);
        if (right) {
          blobs.put(digest, bytes);
        }
        end(exchange, right ? 201 : 400, "");
      }
      default -> end(exchange, 405, "");
    }
  }

  private void blob(HttpExchange exchange, String method, String name) throws IOException {
    byte[] bytes = blobs.get(name);
    if (bytes == null) {
      end(exchange, 404, "{}");
    } else if (!blobsElsewhere.isEmpty()) {
      exchange.getResponseHeaders().add("Location", blobsElsewhere + "/elsewhere/" + name);
      end(exchange, 307, "");
    } else if (method.equals("HEAD")) {
      exchange.sendResponseHeaders(200, -1);
    } else {
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static void end(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  List<String> asked() {
    return new ArrayList<>(asked);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
