package io.parcook.service.problem;

import java.util.Locale;

/// The kinds of problem this service answers with. Their names are part of the interface.
public enum ProblemKind {
  BAD_REQUEST(400, "The request cannot be understood"),
  BROKEN_BODY(400, "The body cannot be unpacked"),
  NOT_FOUND(404, "There is nothing here"),
  METHOD_NOT_ALLOWED(405, "This method is not allowed here"),
  NOT_ACCEPTABLE(406, "No form of the answer suits the request"),
  SLOW_BODY(408, "The body took too long"),
  NOTHING_BEFORE(409, "There is no version to go back to"),
  NIGHT_RUNS(409, "The store is learning already"),
  NOT_NOW(409, "This cannot be done with it as it stands"),
  BODY_TOO_LARGE(413, "The body is too large"),
  TOO_MANY_EVENTS(413, "The body holds too many events"),
  UNSUPPORTED_MEDIA_TYPE(415, "This kind of body is not taken here"),
  INTERNAL(500, "The service failed"),
  INTAKE_BUSY(503, "Intake is full"),
  TOO_MANY_SUBSCRIBERS(503, "No more screens can listen"),
  LEDGER_UNAVAILABLE(503, "Events cannot be stored now"),
  NO_FORECAST(503, "There is no forecast yet"),
  NO_PLAN(503, "There is no plan yet"),
  NO_MENU(503, "There is no menu to plan from"),
  MODELS_UNAVAILABLE(503, "Model versions cannot be kept now"),
  CANNOT_LEARN(503, "The store cannot learn"),
  NO_CLOUD(503, "This store has no cloud"),
  UNAVAILABLE(503, "Not now");

  private final int status;
  private final String title;

  ProblemKind(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  public String type() {
    return "urn:parcook:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Whether a bare status from the framework is told as this kind.
  boolean standsForItsStatus() {
    return switch (this) {
      case BROKEN_BODY,
          TOO_MANY_EVENTS,
          INTAKE_BUSY,
          TOO_MANY_SUBSCRIBERS,
          LEDGER_UNAVAILABLE,
          NO_FORECAST,
          NO_PLAN,
          NO_MENU,
          NOT_NOW,
          NOTHING_BEFORE,
          NIGHT_RUNS,
          MODELS_UNAVAILABLE,
          CANNOT_LEARN,
          NO_CLOUD ->
          false;
      case BAD_REQUEST,
          NOT_FOUND,
          METHOD_NOT_ALLOWED,
          NOT_ACCEPTABLE,
          SLOW_BODY,
          BODY_TOO_LARGE,
          UNSUPPORTED_MEDIA_TYPE,
          INTERNAL,
          UNAVAILABLE ->
          true;
    };
  }
}
