package io.parcook.service.cloud;

import io.parcook.service.settings.ParcookConfig;
import io.parcook.sync.disk.FolderDisk;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.http.Access;
import io.parcook.sync.registry.http.Credentials;
import io.parcook.sync.registry.http.HttpRegistry;
import io.parcook.sync.registry.http.Proxy;
import io.parcook.sync.registry.http.Retries;
import io.parcook.sync.registry.http.TlsFiles;
import io.parcook.sync.registry.layout.LayoutRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The repository that `parcook.sync.registry` names, with all that it takes to get in.
public final class Repository {

  private static final String FOLDER = "oci:";
  private static final Pattern NAME = Pattern.compile("(https?://)?([^/]+)/([a-z0-9._/-]+)");

  private Repository() {}

  /// Opens it; nothing travels yet.
  ///
  /// @param overhead hears of the bytes of all but models themselves
  /// @throws IllegalArgumentException if a setting says nothing of sense
  /// @throws IOException if a file that a setting names cannot be read
  public static Registry open(
      String named, ParcookConfig.Sync sync, LongConsumer overhead, RandomGenerator random)
      throws IOException {
    if (named.startsWith(FOLDER)) {
      String folder = named.substring(FOLDER.length());
      return new LayoutRegistry(new FolderDisk(Path.of(folder)), folder);
    }
    Matcher name = NAME.matcher(named);
    if (!name.matches()) {
      throw new IllegalArgumentException(
          "parcook.sync.registry is registry.example/models/base,"
              + " http://localhost:5000/models/base or oci:FOLDER; found '%s'".formatted(named));
    }
    String scheme = name.group(1) == null ? "https://" : name.group(1);
    Access access =
        new Access(URI.create(scheme + name.group(2)), name.group(3), retries(random))
            .with(credentials(sync.user(), sync.passwordFile()))
            .with(
                new TlsFiles(
                    sync.ca().orElse(null),
                    sync.certificate().orElse(null),
                    sync.certificateKey().orElse(null)));
    return new HttpRegistry(
        sync.proxy().isEmpty() ? access : access.with(proxy(sync.proxy().get(), sync)), overhead);
  }

  /// Within a round only a stumble is waited out; between rounds the rhythm is more patient.
  private static Retries retries(RandomGenerator random) {
    return new Retries(5, Duration.ofMillis(200), Duration.ofSeconds(5), random, Thread::sleep);
  }

  private static Proxy proxy(String named, ParcookConfig.Sync sync) throws IOException {
    URI address = URI.create("http://" + named);
    if (address.getHost() == null || address.getPort() < 0) {
      throw new IllegalArgumentException("parcook.sync.proxy is host:port; found '" + named + "'");
    }
    return new Proxy(
        address.getHost(),
        address.getPort(),
        credentials(sync.proxyUser(), sync.proxyPasswordFile()));
  }

  /// A password is in a file, so that neither a process list nor a log shows it.
  private static Credentials credentials(Optional<String> user, Optional<Path> password)
      throws IOException {
    if (user.isEmpty()) {
      return new Credentials.Anonymous();
    }
    String secret = password.isEmpty() ? "" : Files.readString(password.get()).strip();
    return new Credentials.Password(user.get(), secret);
  }
}
