package io.parcook.service.channel;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The media types in which CloudEvents come over HTTP (structured and batched content mode).
final class EventMediaType {

  static final String ACCEPTED =
      "application/cloudevents+json, application/cloudevents-batch+json, application/json";

  private static final Set<String> TYPES =
      Set.of(
          "application/cloudevents+json", "application/cloudevents-batch+json", "application/json");

  private EventMediaType() {}

  /// Whether a `Content-Type` is one of them, in UTF-8.
  static boolean takes(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    String lower = contentType.toLowerCase(Locale.ROOT);
    int parameters = lower.indexOf(';');
    if (parameters < 0) {
      return TYPES.contains(lower.strip());
    }
    boolean otherCharset =
        lower.indexOf("charset=", parameters) > 0 && lower.indexOf("utf-8", parameters) < 0;
    return TYPES.contains(lower.substring(0, parameters).strip()) && !otherCharset;
  }
}
