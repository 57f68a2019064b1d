package io.parcook.journey;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// Says forecasts to the screen as a test wants them said, over the service's own contract.
/// The page itself is the packaged one.
final class ScriptedStore implements AutoCloseable {

  /// Which forecast it is: a model's, or the usual level with its reason.
  static final String MODEL = "{\"kind\":\"model\",\"version\":\"base-2026.11.1\"}";

  static final String USUAL = "{\"kind\":\"usual\",\"reason\":\"the model could not be opened\"}";

  private final ScriptedSite site;
  private final ScriptedStream stream =
      new ScriptedStream(() -> "{\"now\":\"" + Instant.now() + "\"}");

  ScriptedStore(URI page) {
    site = new ScriptedSite(page);
    site.on("/api/v1/store", ScriptedStore::store);
    site.on("/api/v1/forecasts/stream", stream);
  }

  String url() {
    return site.url();
  }

  /// A forecast made now, to everyone who listens, and first thing to everyone who comes.
  void say(String source, List<ScriptedItem> items) {
    say(source, items, Instant.now());
  }

  void say(String source, List<ScriptedItem> items, Instant madeAt) {
    String all = items.stream().map(ScriptedItem::json).collect(Collectors.joining(","));
    stream.say(
        "forecast",
        """
        {"store":"Harbour Street","zone":"Europe/Paris","origin":"%1$s","madeAt":"%1$s",\
        "source":%2$s,"interval":"PT15M","from":"%1$s","steps":%3$d,"levels":[],"items":[%4$s]}"""
            .formatted(madeAt, source, ScriptedItem.STEPS, all));
  }

  void fallSilent() {
    stream.fallSilent();
  }

  void refuse(int status) {
    stream.refuse(status);
  }

  void recover() {
    stream.recover();
  }

  int opened() {
    return stream.opened();
  }

  @Override
  public void close() {
    stream.close();
    site.close();
  }

  private static void store(HttpExchange exchange) throws IOException {
    ScriptedSite.json(
        exchange,
        200,
        """
        {"store":"Harbour Street","zone":"Europe/Paris","interval":"PT15M","now":"%s",\
        "clockSpeed":1.0}"""
            .formatted(Instant.now()));
  }
}
