package io.parcook.service.display;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The description of the service's interface, at `/q/openapi`. The build makes it from the
/// resources' annotations and `META-INF/openapi.yaml`; it is read when somebody asks, and a start
/// does not pay for it.
@Singleton
public class OpenApiRoute {

  private static final String DESCRIPTION = "/openapi/openapi.yaml";

  void route(@Observes Router router) {
    router.get("/q/openapi").blockingHandler(OpenApiRoute::answer);
  }

  private static void answer(RoutingContext exchange) {
    try (InputStream yaml = OpenApiRoute.class.getResourceAsStream(DESCRIPTION)) {
      if (yaml == null) {
        throw new IllegalStateException(DESCRIPTION + " is not in this build.");
      }
      exchange
          .response()
          .putHeader(HttpHeaders.CONTENT_TYPE, "application/yaml;charset=UTF-8")
          .end(Buffer.buffer(yaml.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
