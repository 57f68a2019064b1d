package io.parcook.sync.registry.http;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How to reach a repository.
///
/// @param origin scheme, host and port of the registry
/// @param repository such as `models/base`
/// @param patience how long an answer may take that is no blob
/// @param chunk bytes of one request of an upload
public record Access(
    URI origin,
    String repository,
    Credentials credentials,
    TlsFiles tls,
    @Nullable Proxy proxy,
    Retries retries,
    Duration patience,
    int chunk) {

  public static final Duration PATIENCE = Duration.ofSeconds(30);
  public static final int CHUNK = 1 << 20;

  public Access {
    if (!"https".equals(origin.getScheme()) && !"http".equals(origin.getScheme())) {
      throw new IllegalArgumentException("A registry is reached by https or http: " + origin);
    }
    if (chunk < 1 || !patience.isPositive()) {
      throw new IllegalArgumentException("A chunk and a patience are positive");
    }
  }

  public Access(URI origin, String repository, Retries retries) {
    this(
        origin,
        repository,
        new Credentials.Anonymous(),
        TlsFiles.DEFAULT,
        null,
        retries,
        PATIENCE,
        CHUNK);
  }

  public Access with(Credentials other) {
    return new Access(origin, repository, other, tls, proxy, retries, patience, chunk);
  }

  public Access with(TlsFiles other) {
    return new Access(origin, repository, credentials, other, proxy, retries, patience, chunk);
  }

  public Access with(Proxy other) {
    return new Access(origin, repository, credentials, tls, other, retries, patience, chunk);
  }

  public Access withChunk(int bytes) {
    return new Access(origin, repository, credentials, tls, proxy, retries, patience, bytes);
  }

  public Access withPatience(Duration other) {
    return new Access(origin, repository, credentials, tls, proxy, retries, other, chunk);
  }

  /// The address of something in the repository.
  URI at(String path) {
    return origin.resolve("/v2/" + repository + path);
  }

  /// For messages.
  String name() {
    return origin.getAuthority() + "/" + repository;
  }
}
