package io.parcook.sync.registry.http;

import io.parcook.sync.registry.Json;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One answer.
///
/// @param uri that gave it, after redirections
/// @param body what of it is in memory; empty where it went to a file
record Reply(int status, URI uri, HttpHeaders headers, byte[] body) {

  Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /// Where the answer points, seen from where it came.
  Optional<URI> location() {
    return header("location").map(text -> uri.resolve(text));
  }

  /// What a registry says was wrong, in its own words and at most 300 characters of them.
  String detail() {
    try {
      var error = Json.read(body).path("errors").path(0);
      String code = error.path("code").asText("");
      if (!code.isEmpty()) {
        return shortened(code + ": " + error.path("message").asText(""));
      }
    } catch (IllegalArgumentException _) {
      // no JSON: as it is
    }
    return shortened(new String(body, StandardCharsets.UTF_8).strip());
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.length() > 300 ? line.substring(0, 300) + "…" : line;
  }
}
