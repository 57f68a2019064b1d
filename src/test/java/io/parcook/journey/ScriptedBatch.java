package io.parcook.journey;

import java.time.Instant;
import java.util.Locale;

/// One batch of a plan as a test wants it said.
///
/// @param state `DUE`, `COOKING` or `READY`
/// @param reason its kind and figures, as JSON
record ScriptedBatch(
    String id,
    String item,
    String station,
    int portions,
    String state,
    Instant start,
    Instant ready,
    String reason) {

  private static final int COOKS = 240;

  /// A batch of the fryer that is to be started in so many seconds, because it runs low.
  static ScriptedBatch due(String item, int portions, int startsIn) {
    return due(item, portions, startsIn, reason("RUNNING_LOW", 12, 4));
  }

  static ScriptedBatch due(String item, int portions, int startsIn, String reason) {
    Instant start = Instant.now().plusSeconds(startsIn);
    String id = item.toLowerCase(Locale.ROOT).replace(' ', '-') + "~1";
    return new ScriptedBatch(
        id, item, "fryer", portions, "DUE", start, start.plusSeconds(COOKS), reason);
  }

  static String reason(String kind, int one, int other) {
    return """
        {"kind":"%s","words":"in the service's English","figures":[%d,%d]}"""
        .formatted(kind, one, other);
  }

  /// What cooks and has so many seconds left.
  ScriptedBatch cooking(int left) {
    Instant ready = Instant.now().plusSeconds(left);
    return in("COOKING", ready.minusSeconds(COOKS), ready);
  }

  ScriptedBatch named(String id) {
    return new ScriptedBatch(id, item, station, portions, state, start, ready, reason);
  }

  ScriptedBatch on(String station) {
    return new ScriptedBatch(id, item, station, portions, state, start, ready, reason);
  }

  /// The batch after a step, as the service would take it now.
  ScriptedBatch after(String step) {
    Instant now = Instant.now();
    return switch (step) {
      case "started" -> in("COOKING", now, now.plusSeconds(COOKS));
      case "ready" -> in("READY", start, now);
      case "undone" -> in(state.equals("READY") ? "COOKING" : "DUE", start, ready);
      default -> throw new IllegalArgumentException("No step " + step);
    };
  }

  String json() {
    return """
        {"id":"%s","item":"%s","station":"%s","portions":%d,"state":"%s","start":"%s",\
        "ready":"%s","basis":"FORECAST","reason":%s}"""
        .formatted(id, item, station, portions, state, start, ready, reason);
  }

  private ScriptedBatch in(String state, Instant start, Instant ready) {
    return new ScriptedBatch(id, item, station, portions, state, start, ready, reason);
  }
}
