package io.parcook.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.parcook.journey.Checkout;
import io.parcook.journey.Eventually;
import io.parcook.journey.PackagedStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What watches a store: it names metrics that the store has, and cries when it should.
class WatchingTest {

  private static final YAMLMapper YAML = new YAMLMapper();

  /// A metric that a program of ours counts, as a query writes it.
  private static final Pattern METRIC = Pattern.compile("\\b(?:parcook|jvm|http|kafka)_[a-z_]+\\b");

  @TempDir Path folder;

  private final JsonNode rules =
      Manifests.file("k8s/watching/alerts.yaml").one("PrometheusRule", "parcook").at("/spec");

  @Test
  void everyMetricThatIsWatchedIsInTheRunningService() throws IOException {
    Set<String> watched = new TreeSet<>();
    expressions()
        .forEach(text -> METRIC.matcher(text).results().forEach(m -> watched.add(m.group())));
    assertThat(watched).hasSizeGreaterThan(20);

    try (PackagedStore store =
        PackagedStore.in(folder, Map.of("parcook.tuning.enabled", "false"))) {
      store.start();
      // Those of quantiles come with what was sold after a forecast: told by the page instead.
      watched.remove("parcook_quantile_covered");
      assertThat(Checkout.read("docs/metrics.md")).contains("`parcook_quantile_covered{");
      Eventually.within(
          Duration.ofSeconds(20),
          () -> "every metric that is watched; missing: " + missing(watched, store),
          () -> missing(watched, store).isEmpty());
    }
  }

  @Test
  void everyAlertFiresOnARecordedFaultAndNotBefore() throws IOException {
    Path promtool = promtool();
    String faults = Checkout.read("k8s/watching/faults.yaml");
    Set<String> recorded =
        Manifests.each(Manifests.of(faults).objects().getFirst().at("/tests"))
            .map(test -> test.at("/name").asText())
            .collect(Collectors.toSet());
    assertThat(recorded).isEqualTo(alerts().keySet());
    writeRules();
    Files.writeString(folder.resolve("faults.yaml"), faults);

    Tools.Said said =
        Tools.run(promtool, List.of("test", "rules", folder.resolve("faults.yaml").toString()));

    assertThat(said.exit()).as(said.text()).isZero();
  }

  /// A store whose clock is ten minutes behind, whose broker is away, and to which a till sends
  /// what has not happened yet: its own metrics make exactly these alerts fire.
  @Test
  void theServicesOwnMetricsMakeTheAlertsOfItsFaultsFire() throws IOException {
    Path promtool = promtool();
    Map<String, List<String>> series = new TreeMap<>();
    try (PackagedStore store =
        PackagedStore.in(
            folder,
            Map.of(
                "parcook.clock.start", Instant.now().minus(Duration.ofMinutes(10)).toString(),
                "parcook.kafka.enabled", "true",
                "parcook.kafka.bootstrap-servers", "127.0.0.1:9"))) {
      store.start();
      Eventually.within(
          Duration.ofSeconds(20),
          "the broker is seen to be away",
          () -> store.get("/q/metrics").body().contains("parcook_kafka_connections 0.0"));
      scrape(store, series);
      store.post("application/cloudevents+json", saleOf(Instant.now().plus(Duration.ofHours(3))));
      scrape(store, series);
    }
    writeRules();
    Files.writeString(folder.resolve("recorded.yaml"), recorded(series));

    Tools.Said said =
        Tools.run(promtool, List.of("test", "rules", folder.resolve("recorded.yaml").toString()));

    assertThat(said.exit()).as(said.text()).isZero();
  }

  private static byte[] saleOf(Instant time) {
    return """
        {"specversion":"1.0","type":"parcook.sale.v1","source":"/till/1","id":"1","time":"%s",
         "data":{"lines":[{"item":"Fries","quantity":1}]}}"""
        .formatted(time)
        .getBytes(StandardCharsets.UTF_8);
  }

  /// Adds one sample of each of the store's own series; the clock's as it is read from now.
  private static void scrape(PackagedStore store, Map<String, List<String>> series) {
    double now = System.currentTimeMillis() / 1e3;
    store
        .get("/q/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("parcook_") && !line.endsWith("NaN"))
        .forEach(
            line -> {
              int gap = line.lastIndexOf(' ');
              String name = line.substring(0, gap);
              double value = Double.parseDouble(line.substring(gap + 1));
              // promtool's time begins at 0.
              double told = name.startsWith("parcook_clock_seconds") ? value - now : value;
              series.computeIfAbsent(name, _ -> new ArrayList<>()).add(Double.toString(told));
            });
  }

  /// Ten minutes of the first sample, and twenty of the second.
  private static String recorded(Map<String, List<String>> series) throws IOException {
    var test = YAML.createObjectNode().put("interval", "1m");
    var input = test.putArray("input_series");
    series.forEach(
        (name, samples) -> {
          String first = samples.getFirst();
          String last = samples.getLast();
          String values =
              name.startsWith("parcook_clock_seconds")
                  ? "%s+60x30".formatted(first)
                  : "%sx9 %sx20".formatted(first, last);
          input.addObject().put("series", name).put("values", values);
        });
    var expected = test.putArray("promql_expr_test").addObject();
    expected.put("expr", "count by (alertname) (ALERTS{alertstate=\"firing\"})");
    expected.put("eval_time", "22m");
    var samples = expected.putArray("exp_samples");
    Stream.of("ParcookClockSkew", "ParcookKafkaAway", "ParcookTillClockAhead")
        .forEach(
            alert ->
                samples
                    .addObject()
                    .put("labels", "{alertname=\"%s\"}".formatted(alert))
                    .put("value", 1));
    var whole = YAML.createObjectNode();
    whole.putArray("rule_files").add("rules.yaml");
    whole.put("evaluation_interval", "1m").putArray("tests").add(test);
    return YAML.writeValueAsString(whole);
  }

  private void writeRules() throws IOException {
    YAML.writeValue(folder.resolve("rules.yaml").toFile(), rules);
  }

  private static Path promtool() {
    Assumptions.assumeTrue(
        Tools.find("promtool").isPresent(), "promtool is not here: apt-get install prometheus");
    return Tools.find("promtool").orElseThrow();
  }

  private Map<String, String> alerts() {
    return Manifests.each(rules.at("/groups"))
        .flatMap(group -> Manifests.each(group.at("/rules")))
        .collect(
            Collectors.toMap(
                rule -> rule.at("/alert").asText(), rule -> rule.at("/expr").asText()));
  }

  private Stream<String> expressions() throws IOException {
    JsonNode dashboard = new JsonMapper().readTree(Checkout.read("k8s/watching/parcook.json"));
    List<String> panels = dashboard.findValues("expr").stream().map(JsonNode::asText).toList();
    assertThat(panels).isNotEmpty();
    return Stream.of(
            panels.stream(),
            alerts().values().stream(),
            dashboard.findValues("query").stream().map(JsonNode::asText))
        .flatMap(texts -> texts);
  }

  private static Set<String> missing(Set<String> watched, PackagedStore store) {
    Matcher names = Pattern.compile("(?m)^([a-z_]+)[{ ]").matcher(store.get("/q/metrics").body());
    Set<String> there = new TreeSet<>();
    while (names.find()) {
      there.add(names.group(1));
    }
    return watched.stream()
        .filter(name -> !there.contains(name))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
