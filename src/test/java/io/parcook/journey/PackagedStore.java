package io.parcook.journey;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The store's service as it is shipped: its own process, its own data folder, its own port. The
/// port stays the same over [#kill9] and [#start], so that clients meet the same store again.
///
/// ```java
/// try (var store = PackagedStore.in(folder, Map.of("parcook.store.zone", "Europe/Paris"))) {
///   store.start();
///   store.post("application/cloudevents-batch+json", batch);
///   store.kill9();
///   store.start();
/// }
/// ```
public final class PackagedStore implements AutoCloseable {

  private static final Duration TO_START = Duration.ofSeconds(90);
  private static final Duration TO_STOP = Duration.ofSeconds(20);
  private static final int LOG_TAIL = 32 * 1024;

  private final Path folder;
  private final int port;
  private final Map<String, String> settings;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private @Nullable Process process;
  private boolean aotCache;
  private List<String> before = List.of();

  private PackagedStore(Path folder, int port, Map<String, String> settings) {
    this.folder = folder;
    this.port = port;
    this.settings = settings;
  }

  /// A store that keeps everything in `folder`; not started yet.
  ///
  /// @param settings configuration by name, as in `docs/configuration.md`; it wins over the
  ///     fixture's own (port and data folder)
  public static PackagedStore in(Path folder, Map<String, String> settings) {
    int port = freePort();
    Map<String, String> all = new TreeMap<>();
    all.put("quarkus.http.host", "127.0.0.1");
    all.put("quarkus.http.port", Integer.toString(port));
    all.put("parcook.data.directory", folder.resolve("data").toString());
    all.putAll(settings);
    return new PackagedStore(folder, port, all);
  }

  /// Whether the process starts with the AOT cache that `./parcook build --aot` made. It then
  /// refuses to start where the cache is missing or older than the jar.
  public PackagedStore withAotCache(boolean wanted) {
    aotCache = wanted;
    return this;
  }

  /// What stands before the service's command line and gives way to it (`exec`), such as a shell
  /// that first enters a cgroup.
  public PackagedStore startedBy(List<String> words) {
    before = List.copyOf(words);
    return this;
  }

  /// Starts the process and waits until it is ready.
  ///
  /// @throws IllegalStateException when the service is not packaged, ends, or is not ready in 90 s;
  ///     the message has the end of its log
  public void start() {
    if (running()) {
      throw new IllegalStateException("The store runs already.");
    }
    Path jar = Checkout.root().resolve("inference-service/target/quarkus-app/quarkus-run.jar");
    if (!Files.exists(jar)) {
      throw new IllegalStateException(jar + " is not there. Package it first: ./parcook build");
    }
    process = launch(command(jar));
    awaitReady();
  }

  /// Where the store answers, with no slash at the end.
  public URI baseUri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public boolean running() {
    return process != null && process.isAlive();
  }

  /// Number of the running process.
  public long pid() {
    if (process == null) {
      throw new IllegalStateException("The store was not started.");
    }
    return process.pid();
  }

  /// Ends the process at once, as a power cut does; nothing of it gets to run any more.
  public void kill9() {
    if (process != null) {
      process.destroyForcibly();
      awaitEnd(process);
    }
  }

  /// Asks the process to end, and waits until it has.
  public void stop() {
    if (process != null) {
      process.destroy();
      awaitEnd(process);
    }
  }

  /// The end of what the process wrote, over all its starts.
  public String logs() {
    try (var log = new RandomAccessFile(log().toFile(), "r")) {
      byte[] tail = new byte[(int) Math.min(LOG_TAIL, log.length())];
      log.seek(log.length() - tail.length);
      log.readFully(tail);
      return new String(tail, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sends events to the store's intake.
  public HttpResponse<String> post(String mediaType, byte[] body) {
    return send(
        HttpRequest.newBuilder(baseUri().resolve("/api/v1/events"))
            .header("Content-Type", mediaType)
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build());
  }

  /// Posts nothing to `path`, such as `/api/v1/tuning`.
  public HttpResponse<String> post(String path) {
    return send(
        HttpRequest.newBuilder(baseUri().resolve(path))
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build());
  }

  /// Puts `json` to `path`.
  HttpResponse<String> put(String path, String json) {
    return send(
        HttpRequest.newBuilder(baseUri().resolve(path))
            .timeout(Duration.ofSeconds(30))
            .PUT(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  /// Reads `path`, such as `/api/v1/forecasts`.
  public HttpResponse<String> get(String path) {
    return send(
        HttpRequest.newBuilder(baseUri().resolve(path)).timeout(Duration.ofSeconds(10)).build());
  }

  @Override
  public void close() {
    stop();
    http.close();
  }

  private List<String> command(Path jar) {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Checkout.root().resolve("inference-service/jvm.options"));
    if (aotCache) {
      command.addAll(List.of("-XX:AOTMode=on", "-XX:AOTCache=" + jar.resolveSibling("app.aot")));
    }
    settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-jar", jar.toString()));
    return command;
  }

  private Process launch(List<String> command) {
    try {
      Files.createDirectories(folder);
      var builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
      // As the launcher does.
      builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
      builder.environment().put("MALLOC_ARENA_MAX", "2");
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start " + command.getFirst(), e);
    }
  }

  private void awaitReady() {
    long deadline = System.nanoTime() + TO_START.toNanos();
    while (!ready()) {
      if (!running()) {
        throw new IllegalStateException("The store ended while it started:\n" + logs());
      }
      if (System.nanoTime() > deadline) {
        kill9();
        throw new IllegalStateException("Not ready after " + TO_START + ":\n" + logs());
      }
      pause();
    }
  }

  private boolean ready() {
    try {
      return get("/q/health/ready").statusCode() == 200;
    } catch (UncheckedIOException notListening) {
      return false;
    }
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(request.uri() + " gave no answer", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private Path log() {
    return folder.resolve("store.log");
  }

  private static void awaitEnd(Process process) {
    try {
      if (!process.waitFor(TO_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("Interrupted while a store was waited for", e);
  }

  /// A port that nobody listens on now.
  static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
