package io.parcook.service.problem;

import io.vertx.core.json.JsonObject;

/// The form in which a path's callers expect an error: problem details everywhere, but
/// `{"error": …}` below `/v2`, because the Open Inference Protocol says so.
public record ErrorBody(String mediaType, String json) {

  public static ErrorBody of(String path, Problem problem) {
    String detail = problem.detail() == null ? problem.title() : problem.detail();
    if (path.equals("/v2") || path.startsWith("/v2/")) {
      return new ErrorBody("application/json", new JsonObject().put("error", detail).encode());
    }
    JsonObject json =
        new JsonObject()
            .put("type", problem.type())
            .put("title", problem.title())
            .put("status", problem.status())
            .put("detail", detail);
    return new ErrorBody(Problem.MEDIA_TYPE, json.encode());
  }
}
