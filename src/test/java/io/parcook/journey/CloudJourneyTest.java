package io.parcook.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.parcook.models.adapter.Adapter;
import io.parcook.models.adapter.AdapterCard;
import io.parcook.models.adapter.WeightOverride;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.sync.catalog.Actor;
import io.parcook.sync.catalog.Added;
import io.parcook.sync.catalog.Artifact;
import io.parcook.sync.catalog.Catalog;
import io.parcook.sync.catalog.CatalogOptions;
import io.parcook.sync.catalog.Why;
import io.parcook.sync.disk.Digest;
import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.MediaTypes;
import io.parcook.sync.registry.Reference;
import io.parcook.sync.registry.Resolution;
import io.parcook.sync.registry.artifact.Annotations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models come from the cloud ring by ring through a line that breaks, nothing that is wrong, old
/// or hostile serves, and what happens in two days without a line is in the cloud afterwards. The
/// store has a client certificate, and a forward proxy on its way.
class CloudJourneyTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final Duration OFFLINE = Duration.ofDays(2);
  private static final Duration HALF_A_DAY = Duration.ofHours(12);
  private static final int SPEED = 15_000;

  @TempDir Path folder;

  @Test
  void aModelComesFromTheCloudAndWhatHappensHereGoesBack() throws IOException {
    List<String> sold = new ArrayList<>();
    try (ModelCloud cloud = new ModelCloud(folder.resolve("cloud"))) {
      Descriptor two;
      try (PackagedStore store = PackagedStore.in(folder.resolve("store"), cloud.settings())) {
        store.start();
        sell(store, sold, 40, Instant.now());
        try (Screen screen = Screen.before(store)) {
          Descriptor one = firstModel(cloud, store);
          two = ringByRing(cloud, store);
          refusals(cloud, store, one);
          assertThat(screen.silences()).isEmpty();
        }
        Eventually.within(LONG, () -> "sold is sent\n" + store.logs(), () -> isSent(store));
      }
      byte[] adapter = tunedVersionLive(folder.resolve("store"));
      twoDaysOffline(cloud, sold);
      assertThat(salesIn(cloud)).isEqualTo(sold);
      assertThat(reportsIn(cloud, "adapter"))
          .containsExactly("adapter/" + Digest.of(adapter).hex());
      assertThat(reportsIn(cloud, "health"))
          .doesNotHaveDuplicates()
          .hasSizeGreaterThan(2)
          .isSorted();
      assertThat(uploaded(cloud, two)).containsExactly(adapter);
      for (String kind : List.of("score", "health")) {
        assertThat(cloud.registry().referrers(two.digest(), null))
            .filteredOn(
                found -> found.annotations().getOrDefault(Annotations.KIND, "").equals(kind))
            .singleElement()
            .satisfies(
                found -> assertThat(found.annotations()).containsEntry(Annotations.STORE, "17"));
      }
      assertThat(cloud.proxy().tunnels()).as("through the proxy").isGreaterThan(10);
      inTheStoresOwnTime(cloud);
    }
  }

  private static Descriptor firstModel(ModelCloud cloud, PackagedStore store) throws IOException {
    assertThat(look(store).path("message").asText())
        .isEqualTo("The cloud has no model for this store.");
    Descriptor one = cloud.push(1, ModelCloud.model(1), cloud.key());
    cloud.letOut(1, one, "everyone");
    look(store);
    serves(store, "base-1");
    return one;
  }

  /// The line is cut after every tenth of the file; what came is not asked for again.
  private static Descriptor ringByRing(ModelCloud cloud, PackagedStore store) throws IOException {
    byte[] model = ModelCloud.model(2);
    Descriptor two = cloud.push(2, model, cloud.key());
    cloud.letOut(2, two, "elsewhere");
    assertThat(look(store).path("message").asText())
        .isEqualTo("The cloud's model for this store is release 1, which is live here.");

    double before = Metrics.sum(store, "parcook_sync_bytes_models_total");
    long down = cloud.line().down();
    long connections = cloud.line().connections();
    cloud.line().sever();
    cloud.line().mend();
    cloud.line().cutNext(Collections.nCopies(12, model.length / 10L + 2_500));
    cloud.letOut(2, two, "elsewhere", "pilot");
    cloud.announce();
    serves(store, "base-2");
    assertThat(cloud.line().connections() - connections).isGreaterThanOrEqualTo(10);
    assertThat(Metrics.sum(store, "parcook_sync_bytes_models_total") - before)
        .as("bytes of the model that came")
        .isEqualTo(model.length);
    assertThat(cloud.line().down() - down)
        .as("bytes at the line, with thirteen handshakes on both sides and all questions")
        .isLessThan(model.length + 110_000L);
    return two;
  }

  private static void refusals(ModelCloud cloud, PackagedStore store, Descriptor one)
      throws IOException {
    Descriptor three = cloud.push(3, ModelCloud.model(3), cloud.mallory());
    cloud.letOut(3, three, "everyone");
    isRefused(store, "WrongKey", "is signed by no key that is pinned here");

    cloud.sayOnly(1, one);
    isRefused(store, "Rollback", "Model number 1 is older than 2, the least that is taken.");

    byte[] whole = ModelCloud.model(5);
    Descriptor five = cloud.push(5, Arrays.copyOf(whole, whole.length / 2), cloud.key());
    cloud.sayOnly(5, five);
    isRefused(store, "NotAdmitted", "");
    assertThat(models(store).path("versions"))
        .filteredOn(version -> version.path("name").asText().equals("base-5"))
        .singleElement()
        .satisfies(
            version -> {
              assertThat(version.path("state").asText()).isEqualTo("REFUSED");
              assertThat(version.path("reason").asText()).isNotBlank();
            });
  }

  private static void isRefused(PackagedStore store, String kind, String reason) {
    JsonNode found = look(store);
    assertThat(found.path("found").asText()).as(found.toString()).isEqualTo("Refused");
    assertThat(found.path("message").asText()).contains(reason);
    JsonNode models = models(store);
    assertThat(models.path("serves").asText()).isEqualTo("base-2");
    if (!kind.equals("NotAdmitted")) {
      assertThat(models.path("journal"))
          .anySatisfy(line -> assertThat(line.path("reason").asText()).startsWith(kind + ": "));
    }
  }

  /// A store whose clock runs fast, without a line and without a broker, and then with both.
  private void twoDaysOffline(ModelCloud cloud, List<String> sold) throws IOException {
    cloud.broker().kill9();
    cloud.line().sever();
    Instant start = Instant.now();
    Map<String, String> settings = new TreeMap<>(cloud.settings());
    settings.put("parcook.clock.speed", Integer.toString(SPEED));
    settings.put("parcook.clock.start", start.toString());
    settings.put("parcook.forecast.refresh", "PT1H");
    settings.put("parcook.forecast.debounce", "PT15M");
    try (PackagedStore store = PackagedStore.in(folder.resolve("store"), settings)) {
      store.start();
      try (Screen screen = Screen.before(store)) {
        Instant now = now(store);
        while (now.isBefore(start.plus(OFFLINE))) {
          sell(store, sold, 10, now);
          now = now(store);
        }
        JsonNode state = JSON.readTree(store.get("/api/v1/store").body()).path("cloud");
        assertThat(state.path("state").asText()).isEqualTo("OFFLINE");
        assertThat(state.path("waiting").asLong()).isPositive();
        assertThat(models(store).path("serves").asText()).isEqualTo("tuned-here");

        cloud.broker().start();
        cloud.line().mend();
        Eventually.within(
            LONG, () -> store.get("/api/v1/store").body() + store.logs(), () -> isSent(store));
        assertThat(screen.silences()).isEmpty();
      }
    }
  }

  /// As a night, its gate and its trial would have, on what came from the cloud.
  private static byte[] tunedVersionLive(Path store) throws IOException {
    byte[] model = ModelCloud.model(2);
    OnnxGraph base = OnnxGraph.parse(model, OnnxGraph.MOST_BYTES);
    float[] bias = base.floats("head.bias");
    bias[0] += 1e-3f;
    LocalDate day = LocalDate.of(2026, 11, 1);
    byte[] adapter =
        new Adapter(
                new AdapterCard(
                    "tuned-here", base.digest(), 1, 1, day, day, Instant.EPOCH, Map.of("wql", 0.4)),
                new TreeMap<>(
                    Map.of(
                        "head.bias", new WeightOverride.Whole(bias, List.of((long) bias.length)))))
            .bytes();
    Why why = new Why(Actor.OPERATOR, "For a test.");
    try (Catalog catalog =
        Catalog.open(
            store.resolve("data/models"),
            CatalogOptions.DEFAULT,
            InstantSource.system(),
            Optional.empty())) {
      Added added =
          catalog.add(
              new Artifact.Adapter(
                  "tuned-here", 2, Digest.of(adapter), adapter.length, Digest.of(model)),
              new ByteArrayInputStream(adapter),
              why);
      assertThat(added).as(added.message()).isInstanceOf(Added.New.class);
      var verified = catalog.record(((Added.New) added).version().verified(why));
      catalog.record(catalog.record(catalog.record(verified.admitted(why)).shadow(why)).live(why));
    }
    return adapter;
  }

  /// Adapters beside a base.
  private static List<byte[]> uploaded(ModelCloud cloud, Descriptor base) throws IOException {
    List<byte[]> files = new ArrayList<>();
    for (Descriptor found : cloud.registry().referrers(base.digest(), MediaTypes.MODEL)) {
      assertThat(found.annotations()).containsEntry(Annotations.STORE, "17");
      var manifest =
          (Resolution.Found) cloud.registry().resolve(new Reference.Exactly(found.digest()), null);
      files.add(
          cloud.registry().bytes(manifest.manifest().layers().getFirst(), Adapter.MOST_BYTES));
    }
    return files;
  }

  /// Nothing of a model comes while the line is closed, and then no more an hour than it may.
  private void inTheStoresOwnTime(ModelCloud cloud) throws IOException {
    Instant noon =
        Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(3)).plus(HALF_A_DAY);
    Map<String, String> settings = new TreeMap<>(cloud.settings());
    settings.put("parcook.store.zone", "UTC");
    settings.put("parcook.clock.start", noon.toString());
    settings.put("parcook.clock.speed", "1800");
    settings.put("parcook.sync.windows", "11:30-20:00=0");
    settings.put("parcook.sync.bytes-per-hour", "60K");
    settings.put("parcook.forecast.refresh", "PT1H");
    settings.put("parcook.forecast.debounce", "PT15M");
    cloud.letOut(6, cloud.push(6, ModelCloud.model(6), cloud.key()), "everyone");
    try (PackagedStore store = PackagedStore.in(folder.resolve("store"), settings)) {
      store.start();
      JsonNode found = look(store);
      double came = Metrics.sum(store, "parcook_sync_bytes_models_total");
      assertThat(found.path("found").asText()).as(found.toString()).isEqualTo("Waits");
      assertThat(found.path("message").asText())
          .contains("fetched when the line's budget has room", "20:00:00Z");
      assertThat(came).isZero();
      serves(store, "base-6");
      Instant live = Instant.parse(models(store).path("journal").path(0).path("at").asText());
      assertThat(live).as("126 KB at 60 an hour").isAfter(noon.plus(Duration.ofHours(10)));
    }
  }

  private static boolean isSent(PackagedStore store) {
    try {
      JsonNode state = JSON.readTree(store.get("/api/v1/store").body()).path("cloud");
      return state.path("state").asText().equals("ONLINE") && state.path("waiting").asLong() == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Instant now(PackagedStore store) throws IOException {
    return Instant.parse(JSON.readTree(store.get("/api/v1/store").body()).path("now").asText());
  }

  private static void sell(PackagedStore store, List<String> sold, int sales, Instant at) {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < sales; i++) {
      String id = "sale-" + sold.size();
      sold.add(id);
      events.add(Events.sale(id, at, "soup", 1));
    }
    HttpResponse<String> answer = store.post(Events.BATCH, Events.batch(events));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  /// Ids of the sales in the cloud's topic, in their order there; what follows the places of the
  /// ledger is checked on the way.
  private static List<String> salesIn(ModelCloud cloud) throws IOException {
    List<String> sales = new ArrayList<>();
    long last = 0;
    for (ConsumerRecord<String, byte[]> record : records(cloud)) {
      assertThat(record.key()).isEqualTo("17");
      long seq = ByteBuffer.wrap(record.headers().lastHeader("seq").value()).getLong();
      assertThat(seq).as("places in the ledger only grow").isGreaterThan(last);
      last = seq;
      JsonNode event = JSON.readTree(record.value());
      if (event.path("type").asText().equals("parcook.sale.v1")) {
        sales.add(event.path("id").asText());
      }
    }
    return sales;
  }

  /// Names of the reports of a kind in the cloud's topic, in their order there.
  private static List<String> reportsIn(ModelCloud cloud, String kind) throws IOException {
    List<String> reports = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : records(cloud)) {
      String id = JSON.readTree(record.value()).path("id").asText();
      if (id.startsWith(kind + "/")) {
        reports.add(id);
      }
    }
    return reports;
  }

  private static List<ConsumerRecord<String, byte[]>> records(ModelCloud cloud) {
    Map<String, Object> settings = Map.of("bootstrap.servers", cloud.broker().address());
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(ModelCloud.EVENTS).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
        consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
      }
    }
    return records;
  }

  /// Makes the store look, until the look has come to its end.
  private static JsonNode look(PackagedStore store) {
    try {
      for (int i = 0; i < 12; i++) {
        HttpResponse<String> answer = store.post("/api/v1/models/sync");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        JsonNode found = JSON.readTree(answer.body());
        if (found.path("done").asBoolean()) {
          return found;
        }
      }
      throw new AssertionError("The look did not end\n" + store.logs());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode models(PackagedStore store) {
    try {
      return JSON.readTree(store.get("/api/v1/models").body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void serves(PackagedStore store, String model) {
    Eventually.within(
        LONG,
        () -> model + " serves\n" + store.get("/api/v1/models").body() + store.logs(),
        () -> models(store).path("serves").asText().equals(model));
  }

  /// Somebody who asks for the forecast all the time.
  private static final class Screen implements AutoCloseable {

    private final Queue<String> silences = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Thread thread;

    private Screen(PackagedStore store) {
      thread = Thread.ofVirtual().start(() -> watch(store));
    }

    static Screen before(PackagedStore store) {
      Eventually.within(
          LONG,
          "there is a first forecast",
          () -> store.get("/api/v1/forecasts").statusCode() == 200);
      return new Screen(store);
    }

    private void watch(PackagedStore store) {
      while (!over.get()) {
        try {
          HttpResponse<String> answer = store.get("/api/v1/forecasts");
          if (answer.statusCode() != 200) {
            silences.add(answer.statusCode() + " " + answer.body());
          }
        } catch (UncheckedIOException e) {
          silences.add(String.valueOf(e.getCause()));
        }
        Eventually.nap(Duration.ofMillis(50));
      }
    }

    List<String> silences() {
      return List.copyOf(silences);
    }

    @Override
    public void close() {
      over.set(true);
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
