package io.parcook.service.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/// Turns what JAX-RS resources throw, and what the framework throws before they are reached, into
/// problems.
public class ProblemMappers {

  /// What every resource takes: those that take more answer outside JAX-RS.
  private static final String READS = "GET, HEAD, OPTIONS";

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  @ServerExceptionMapper
  public Response known(ProblemException thrown, UriInfo uri) {
    return answer(thrown.problem(), uri).build();
  }

  @ServerExceptionMapper
  public Response framework(WebApplicationException thrown, UriInfo uri) {
    Response made = thrown.getResponse();
    if (made.getStatus() < 400) {
      return made;
    }
    Response.ResponseBuilder answer =
        answer(Problem.of(made.getStatus(), detail(thrown, uri)), uri);
    return made.getStatus() == 405 ? answer.header("Allow", READS).build() : answer.build();
  }

  @ServerExceptionMapper
  public Response unexpected(RuntimeException thrown, UriInfo uri) {
    LOG.errorf(thrown, "%s failed", uri.getPath());
    return answer(
            Problem.of(ProblemKind.INTERNAL, "The log of the service says what happened."), uri)
        .build();
  }

  private static @Nullable String detail(WebApplicationException thrown, UriInfo uri) {
    return switch (thrown.getResponse().getStatus()) {
      case 404 -> "Nothing answers at " + uri.getPath() + ". GET /q/openapi lists what does.";
      case 405 -> uri.getPath() + " does not take this method; Allow says which it takes.";
      default -> thrown.getMessage();
    };
  }

  private static Response.ResponseBuilder answer(Problem problem, UriInfo uri) {
    ErrorBody body = ErrorBody.of(uri.getPath(), problem);
    Response.ResponseBuilder answer =
        Response.status(problem.status()).type(body.mediaType()).entity(body.json());
    return problem.status() == 503 ? answer.header("Retry-After", "1") : answer;
  }
}
