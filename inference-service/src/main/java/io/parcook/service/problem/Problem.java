package io.parcook.service.problem;

import org.jspecify.annotations.Nullable;

/// Problem details as RFC 9457 has them.
///
/// @param type names the kind of problem: `urn:parcook:problem:` and a word
/// @param title the kind in words; the same for every occurrence
/// @param detail what was wrong this time, where, and what to do
public record Problem(String type, String title, int status, @Nullable String detail) {

  public static final String MEDIA_TYPE = "application/problem+json";

  public static Problem of(ProblemKind kind, @Nullable String detail) {
    return new Problem(kind.type(), kind.title(), kind.status(), detail);
  }

  /// The problem that a bare HTTP status stands for.
  public static Problem of(int status, @Nullable String detail) {
    for (ProblemKind kind : ProblemKind.values()) {
      if (kind.status() == status && kind.standsForItsStatus()) {
        return of(kind, detail);
      }
    }
    return new Problem("about:blank", "HTTP " + status, status, detail);
  }
}
