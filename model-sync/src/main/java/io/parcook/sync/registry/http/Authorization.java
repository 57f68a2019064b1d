package io.parcook.sync.registry.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.parcook.sync.registry.Json;
import io.parcook.sync.registry.RegistryException;
import io.parcook.sync.registry.RegistryFault;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Meets a registry's challenges and remembers how, so that the next request needs no second trip.
/// A password goes to a registry only after it asked, and never over plain HTTP if the registry
/// itself is reached over TLS.
final class Authorization {

  private static final long USUAL_SECONDS = 60;

  private final Access access;
  private final Map<Scope, Token> tokens = new ConcurrentHashMap<>();
  private volatile @Nullable String basic;

  Authorization(Access access) {
    this.access = access;
  }

  /// What one wants to do.
  enum Scope {
    PULL("pull"),
    PUSH("pull,push");

    private final String actions;

    Scope(String actions) {
      this.actions = actions;
    }
  }

  private record Token(String header, long until) {}

  /// Asks for a token.
  interface Asking {
    byte[] ask(URI uri, @Nullable String authorization) throws IOException;
  }

  /// The header to send, as far as one is known.
  Optional<String> header(Scope scope) {
    Token token = tokens.get(scope);
    if (token != null && System.nanoTime() - token.until() < 0) {
      return Optional.of(token.header());
    }
    return Optional.ofNullable(basic);
  }

  /// Meets a challenge, so that [#header] has what it takes.
  ///
  /// @return false if nothing could be done
  boolean meet(Challenge challenge, Scope scope, Asking asking) throws IOException {
    if (challenge.scheme().equals("bearer")) {
      tokens.put(scope, token(challenge, scope, asking));
      return true;
    }
    basic = password();
    return basic != null;
  }

  private Token token(Challenge challenge, Scope scope, Asking asking) throws IOException {
    JsonNode answer;
    try {
      URI realm = URI.create(challenge.parameters().getOrDefault("realm", ""));
      if (realm.getHost() == null) {
        throw new IllegalArgumentException("'" + realm + "' is no address");
      }
      boolean open = !"https".equals(realm.getScheme());
      if (open && "https".equals(access.origin().getScheme())) {
        throw new IllegalArgumentException("it is " + realm + ", without TLS");
      }
      answer = Json.read(asking.ask(question(realm, challenge, scope), password()));
    } catch (IllegalArgumentException e) {
      throw new RegistryException(
          new RegistryFault.Malformed(
              "The token service of " + access.name(), String.valueOf(e.getMessage())),
          e);
    }
    String token = Json.textOrNull(answer, "token");
    if (token == null) {
      token = Json.textOrNull(answer, "access_token");
    }
    if (token == null) {
      throw new RegistryException(
          new RegistryFault.Malformed("The token service of " + access.name(), "it has no token"));
    }
    long seconds = Math.max(USUAL_SECONDS, answer.path("expires_in").asLong(USUAL_SECONDS));
    // A tenth less, so that no token ends on its way.
    long nanos = TimeUnit.SECONDS.toNanos(Math.min(seconds, 86_400)) / 10 * 9;
    return new Token("Bearer " + token, System.nanoTime() + nanos);
  }

  private URI question(URI realm, Challenge challenge, Scope scope) {
    String asked =
        challenge
            .parameters()
            .getOrDefault("scope", "repository:" + access.repository() + ":" + scope.actions);
    StringBuilder query = new StringBuilder("scope=").append(encoded(asked));
    String service = challenge.parameters().get("service");
    if (service != null) {
      query.append("&service=").append(encoded(service));
    }
    String joint = realm.getRawQuery() == null ? "?" : "&";
    return URI.create(realm + joint + query);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private @Nullable String password() {
    return switch (access.credentials()) {
      case Credentials.Anonymous _ -> null;
      case Credentials.Password password -> password.basic();
    };
  }
}
