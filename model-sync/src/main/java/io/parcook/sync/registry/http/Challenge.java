package io.parcook.sync.registry.http;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a `WWW-Authenticate` header asks for.
///
/// @param scheme `basic` or `bearer`
/// @param parameters by name in lower case
record Challenge(String scheme, Map<String, String> parameters) {

  private static final Pattern START = Pattern.compile("^(?i)(basic|bearer)\\b");
  private static final Pattern PARAMETER =
      Pattern.compile("([A-Za-z_]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,\"]+))");

  /// The first challenge of a kind that can be met; a token before a password.
  static Optional<Challenge> of(List<String> headers) {
    Optional<Challenge> first = Optional.empty();
    for (String header : headers) {
      Matcher start = START.matcher(header.strip());
      if (start.find()) {
        Challenge challenge =
            new Challenge(start.group(1).toLowerCase(Locale.ROOT), parameters(header));
        if (challenge.scheme().equals("bearer")) {
          return Optional.of(challenge);
        }
        first = first.or(() -> Optional.of(challenge));
      }
    }
    return first;
  }

  private static Map<String, String> parameters(String header) {
    Map<String, String> parameters = new HashMap<>();
    Matcher matcher = PARAMETER.matcher(header);
    while (matcher.find()) {
      String quoted = matcher.group(2);
      String value = quoted == null ? matcher.group(3) : quoted.replaceAll("\\\\(.)", "$1");
      parameters.put(matcher.group(1).toLowerCase(Locale.ROOT), value);
    }
    return parameters;
  }
}
