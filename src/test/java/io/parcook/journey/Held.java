package io.parcook.journey;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;

/// What the page holds once its garbage is gone; `heap` in bytes.
record Held(double nodes, double listeners, double heap) {

  static Held by(CDPSession session) {
    session.send("HeapProfiler.collectGarbage");
    JsonArray metrics = session.send("Performance.getMetrics").getAsJsonArray("metrics");
    return new Held(
        value(metrics, "Nodes"),
        value(metrics, "JSEventListeners"),
        value(metrics, "JSHeapUsedSize"));
  }

  private static double value(JsonArray metrics, String name) {
    for (JsonElement metric : metrics) {
      JsonObject one = metric.getAsJsonObject();
      if (one.get("name").getAsString().equals(name)) {
        return one.get("value").getAsDouble();
      }
    }
    throw new IllegalStateException("The browser does not tell " + name + ".");
  }
}
