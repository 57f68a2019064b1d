package io.parcook.sync.registry.http;

/// An HTTP proxy between the store and the registry. To a registry over TLS the JDK sends a proxy's
/// password only if the system property `jdk.http.auth.tunneling.disabledSchemes` is empty.
public record Proxy(String host, int port, Credentials credentials) {

  public Proxy(String host, int port) {
    this(host, port, new Credentials.Anonymous());
  }
}
