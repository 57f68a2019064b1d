package io.parcook.cli;

import io.parcook.sync.registry.http.Access;
import io.parcook.sync.registry.http.Credentials;
import io.parcook.sync.registry.http.Proxy;
import io.parcook.sync.registry.http.TlsFiles;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How to get into a registry.
final class RegistryOptions {

  @Option(names = "--user", description = "User of the registry.")
  private @Nullable String user;

  @Option(
      names = "--password",
      arity = "0..1",
      interactive = true,
      description =
          "Password of the user; asked for if none follows (default: $REGISTRY_PASSWORD).",
      defaultValue = "${env:REGISTRY_PASSWORD}")
  private char @Nullable [] password;

  @Option(
      names = "--ca",
      paramLabel = "PEM",
      description = "Authorities that sign the registry's certificate, instead of the JDK's.")
  private @Nullable Path authorities;

  @Option(
      names = "--cert",
      paramLabel = "PEM",
      description = "Client certificate, with --cert-key.")
  private @Nullable Path certificate;

  @Option(names = "--cert-key", paramLabel = "PEM", description = "Its key, PKCS#8.")
  private @Nullable Path certificateKey;

  @Option(names = "--proxy", paramLabel = "HOST:PORT", description = "HTTP proxy on the way.")
  private @Nullable String proxy;

  Access of(Access access) {
    Access with = access.with(new TlsFiles(authorities, certificate, certificateKey));
    if (user != null) {
      with =
          with.with(
              new Credentials.Password(user, password == null ? "" : String.valueOf(password)));
    }
    if (proxy != null) {
      URI address = URI.create("http://" + proxy);
      if (address.getHost() == null || address.getPort() < 0) {
        throw new IllegalArgumentException("--proxy is HOST:PORT, not '" + proxy + "'");
      }
      with = with.with(new Proxy(address.getHost(), address.getPort()));
    }
    return with;
  }
}
