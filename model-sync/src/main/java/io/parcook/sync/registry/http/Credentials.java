package io.parcook.sync.registry.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Who asks.
public sealed interface Credentials {

  /// Nobody in particular.
  record Anonymous() implements Credentials {}

  /// A user with a password, or a token in its place.
  record Password(String user, String password) implements Credentials {

    public Password {
      if (user.contains(":")) {
        throw new IllegalArgumentException("A user's name has no colon: " + user);
      }
    }

    /// As the header `Authorization` says it.
    String basic() {
      String pair = user + ":" + password;
      return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
      return user + ":***";
    }
  }
}
