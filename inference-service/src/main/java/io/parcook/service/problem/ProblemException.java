package io.parcook.service.problem;

/// Carries a problem to whoever answers the request.
public final class ProblemException extends RuntimeException {

  private final ProblemKind kind;

  public ProblemException(ProblemKind kind, String detail) {
    super(detail, null, false, false);
    this.kind = kind;
  }

  public ProblemKind kind() {
    return kind;
  }

  public Problem problem() {
    String detail = getMessage();
    return Problem.of(kind, detail == null ? kind.title() : detail);
  }
}
