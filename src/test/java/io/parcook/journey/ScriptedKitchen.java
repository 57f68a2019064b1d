package io.parcook.journey;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/// A kitchen whose plan is a test's, over the service's own contract: it takes bumps as the service
/// does, and tells every screen. The page itself is the packaged one.
final class ScriptedKitchen implements AutoCloseable {

  private static final String PLAN = "/api/v1/plan";

  private final ZoneId zone;
  private final ScriptedSite site;
  private final ScriptedStream stream;
  private final Map<String, ScriptedBatch> batches = new LinkedHashMap<>();
  private final List<String> bumps = new CopyOnWriteArrayList<>();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private int revision = 100;
  private String basis = "\"MODEL\"";
  private String withdrawn = "";
  private String items = "";
  private String cloud = "{\"state\":\"NONE\"}";
  private volatile boolean away;
  private volatile String refusal = "";
  private volatile boolean answersAreLost;
  private volatile int failure;

  ScriptedKitchen(URI page) {
    this(page, ZoneId.of("Europe/Paris"));
  }

  ScriptedKitchen(URI page, ZoneId zone) {
    this.zone = zone;
    site = new ScriptedSite(page);
    stream = new ScriptedStream(this::beat);
    site.on(PLAN + "/stream", stream);
    site.on(PLAN, this::plan);
    site.on("/api/v1/store", exchange -> answer(exchange, store()));
    site.on("/api/v1/menu", exchange -> answer(exchange, "{\"stations\":[\"fryer\",\"grill\"]}"));
    site.on(
        "/api/v1/days",
        exchange -> answer(exchange, ScriptedDay.of(exchange.getRequestURI(), zone)));
    site.on("/api/v1/models", exchange -> answer(exchange, ScriptedDay.MODELS));
    site.on("/api/v1/tuning", exchange -> answer(exchange, ScriptedDay.TUNING));
  }

  /// The address of a screen, such as `station/fryer`, without a slash at its beginning.
  String url(String screen) {
    return site.url() + screen;
  }

  /// From now on this is what there is to cook.
  synchronized void plan(ScriptedBatch... all) {
    batches.clear();
    for (ScriptedBatch batch : all) {
      batches.put(batch.id(), batch);
    }
    say();
  }

  synchronized void withdraw(ScriptedBatch batch, String reason) {
    batches.remove(batch.id());
    withdrawn =
        """
        {"id":"%s","item":"%s","station":"%s","portions":%d,"at":"%s","reason":%s}"""
            .formatted(
                batch.id(), batch.item(), batch.station(), batch.portions(), Instant.now(), reason);
    say();
  }

  synchronized void restOn(String basis, String why) {
    this.basis = "\"%s\",\"basisWords\":\"%s\"".formatted(basis, why);
    say();
  }

  /// What is on hand: JSON objects, with commas between them.
  synchronized void stock(String items) {
    this.items = items;
    say();
  }

  synchronized void cloudAway() {
    cloud = "{\"state\":\"OFFLINE\",\"since\":\"%s\",\"waiting\":1240}".formatted(Instant.now());
  }

  /// Nothing comes any more, and bumps get no answer.
  void goAway() {
    away = true;
    stream.fallSilent();
    stream.refuse(503);
  }

  void comeBack() {
    away = false;
    stream.recover();
  }

  /// The stream goes on, and every bump is refused for this reason; an empty one takes them again.
  void refuse(String why) {
    refusal = why;
  }

  /// The stream goes on, and every bump is answered with this status; zero takes them again.
  void refuseWith(int status) {
    failure = status;
  }

  /// The next bump is taken, and its answer is lost.
  void loseAnAnswer() {
    answersAreLost = true;
  }

  /// Bumps that were taken and changed something, such as `nuggets~1 started`.
  List<String> bumps() {
    return bumps;
  }

  /// Everything else that was told: method, path and body.
  List<String> told() {
    return told;
  }

  @Override
  public void close() {
    stream.close();
    site.close();
  }

  private synchronized void say() {
    revision++;
    stream.say("plan", state());
  }

  private synchronized String beat() {
    return "{\"at\":\"%s\",\"revision\":%d}".formatted(Instant.now(), revision);
  }

  private String state() {
    String all =
        batches.values().stream().map(ScriptedBatch::json).collect(Collectors.joining(","));
    return """
        {"revision":%d,"at":"%s","zone":"%s","basis":%s,"stations":["fryer","grill"],\
        "batches":[%s],"withdrawn":[%s],"items":[%s],"adjustments":[],\
        "door":{"people":6,"usual":4,"minutes":10}}"""
        .formatted(revision, Instant.now(), zone, basis, all, withdrawn, items);
  }

  private synchronized String store() {
    return """
        {"store":"Harbour Street","zone":"%4$s","interval":"PT15M","now":"%1$s",\
        "clockSpeed":1.0,"sources":[\
        {"source":"/store/17/till/1","kind":"TILL","last":"%1$s","silent":false},\
        {"source":"/store/17/door","kind":"SENSOR","last":"%2$s","silent":true}],"cloud":%3$s}"""
        .formatted(Instant.now(), Instant.now().minusSeconds(930), cloud, zone);
  }

  private void plan(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (away) {
      exchange.close();
    } else if (path.endsWith("/cook") || path.contains("/adjustments")) {
      told.add(exchange.getRequestMethod() + " " + path + " " + body);
      answer(exchange, "{}");
    } else if (failure != 0) {
      ScriptedSite.json(exchange, failure, "{}");
    } else if (!refusal.isEmpty()) {
      ScriptedSite.json(exchange, 409, "{\"detail\":\"%s\"}".formatted(refusal));
    } else {
      bump(exchange, path.substring(PLAN.length() + 1), body);
    }
  }

  private void bump(HttpExchange exchange, String batchAndStep, String body) throws IOException {
    String answer;
    synchronized (this) {
      String id = batchAndStep.substring(0, batchAndStep.indexOf('/'));
      String step = batchAndStep.substring(id.length() + 1);
      ScriptedBatch batch = batches.get(id);
      if (batch != null && body.contains("\"from\":\"" + batch.state() + "\"")) {
        batches.put(id, batch.after(step));
        bumps.add(id + " " + step);
        say();
      }
      answer = "{\"revision\":%d}".formatted(revision);
    }
    if (answersAreLost) {
      answersAreLost = false;
      exchange.close();
    } else {
      answer(exchange, answer);
    }
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    ScriptedSite.json(exchange, 200, json);
  }
}
