package io.parcook.service.display;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.parcook.service.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/// Reads small JSON bodies, whatever media type a display gives them, and says what is wrong with
/// those that are none.
final class Bodies {

  private static final int MOST = 10_000;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  private Bodies() {}

  /// @param absent what no body means; null where there must be one
  /// @throws ProblemException where it is not such JSON
  static <T> T read(@Nullable String body, Class<T> type, @Nullable T absent) {
    if (body == null || body.isBlank()) {
      if (absent == null) {
        throw Query.bad("This needs a body in JSON. GET /q/openapi describes it.");
      }
      return absent;
    }
    if (body.length() > MOST) {
      throw Query.bad("The body has more than " + MOST + " characters.");
    }
    try {
      T read = JSON.readValue(body, type);
      if (read == null) {
        throw Query.bad("The body must be a JSON object; it is null.");
      }
      return read;
    } catch (JacksonException e) {
      throw Query.bad("The body cannot be read: " + e.getOriginalMessage());
    }
  }
}
