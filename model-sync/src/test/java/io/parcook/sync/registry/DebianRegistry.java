package io.parcook.sync.registry;

import io.parcook.sync.registry.http.Access;
import io.parcook.sync.registry.http.Credentials;
import io.parcook.sync.registry.http.Retries;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/// Debian's `docker-registry`, a process of its own on a port that the system chose.
public final class DebianRegistry implements AutoCloseable {

  public static final Credentials.Password KNOWN =
      new Credentials.Password("store", "till-and-oven");

  private static final String HTPASSWD =
      "store:$2b$04$abcdefghijklmnopqrstuu4Sfm85B06ORtu6V9bsf0sba5ThVtwbS\n";
  private static final Pattern LISTENING =
      Pattern.compile("listening on (?:127\\.0\\.0\\.1|\\[::1\\]):(\\d+)");

  private final Process process;
  private final int port;
  private final boolean tls;

  private DebianRegistry(Process process, int port, boolean tls) {
    this.process = process;
    this.port = port;
    this.tls = tls;
  }

  /// Open to all, without TLS.
  public static DebianRegistry open(Path folder) {
    return start(folder, "", null, false);
  }

  /// With a password, TLS by an authority of its own, and client certificates where asked for.
  public static DebianRegistry guarded(Path folder, TestAuthority authority, boolean clients) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("htpasswd"), HTPASSWD);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    String auth =
        "auth:\n  htpasswd:\n    realm: models\n    path: %s\n"
            .formatted(folder.resolve("htpasswd"));
    return start(folder, auth, authority, clients);
  }

  private static DebianRegistry start(
      Path folder, String auth, @Nullable TestAuthority authority, boolean clients) {
    Assumptions.assumeTrue(
        installed(), "No docker-registry here. To run this: apt-get install docker-registry");
    try {
      Files.createDirectories(folder);
      String tls =
          authority == null
              ? ""
              : "  tls:\n    certificate: %s\n    key: %s\n%s"
                  .formatted(
                      authority.serverCertificate(),
                      authority.serverKey(),
                      clients ? "    clientcas:\n      - " + authority.certificate() + "\n" : "");
      Path config =
          Files.writeString(
              folder.resolve("registry.yml"),
              """
              version: 0.1
              log:
                level: info
              storage:
                filesystem:
                  rootdirectory: %s
              %shttp:
                addr: 127.0.0.1:0
                secret: only-of-this-test
              %s"""
                  .formatted(folder.resolve("stored"), auth, tls));
      Process process =
          new ProcessBuilder("docker-registry", "serve", config.toString())
              .redirectErrorStream(true)
              .start();
      return new DebianRegistry(process, port(process), authority != null);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean installed() {
    for (String folder : System.getenv("PATH").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, "docker-registry"))) {
        return true;
      }
    }
    return false;
  }

  private static int port(Process process) {
    CompletableFuture<Integer> port = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              StringBuilder said = new StringBuilder();
              try (BufferedReader lines = process.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  said.append(line).append('\n');
                  Matcher matcher = LISTENING.matcher(line);
                  if (matcher.find()) {
                    port.complete(Integer.valueOf(matcher.group(1)));
                  }
                }
              } catch (IOException e) {
                said.append(e);
              }
              port.completeExceptionally(new IllegalStateException("It ended: " + said));
            });
    return port.join();
  }

  public int port() {
    return port;
  }

  public URI origin() {
    return URI.create((tls ? "https" : "http") + "://localhost:" + port);
  }

  /// Access without waiting between attempts.
  public Access access(String repository) {
    return access(origin(), repository);
  }

  public static Access access(URI origin, String repository) {
    return new Access(
        origin,
        repository,
        new Retries(5, Duration.ofMillis(1), Duration.ofMillis(10), new Random(1), _ -> {}));
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
