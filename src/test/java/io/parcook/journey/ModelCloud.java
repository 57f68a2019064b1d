package io.parcook.journey;

import io.parcook.models.onnx.OnnxGraph;
import io.parcook.models.onnx.Seal;
import io.parcook.sync.registry.CuttingProxy;
import io.parcook.sync.registry.DebianRegistry;
import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.ForwardProxy;
import io.parcook.sync.registry.Reference;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.TestAuthority;
import io.parcook.sync.registry.artifact.ModelPack;
import io.parcook.sync.registry.http.HttpRegistry;
import io.parcook.sync.registry.http.TlsFiles;
import io.parcook.sync.rollout.Ring;
import io.parcook.sync.trust.Announcements;
import io.parcook.sync.trust.Signatures;
import io.parcook.sync.trust.SigningKey;
import io.parcook.sync.trust.TestKeys;
import io.parcook.sync.trust.Timestamp;
import io.parcook.sync.trust.Timestamp.Release;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/// A chain's cloud: a registry with its own authority and password that lets in whoever has a
/// certificate of that authority, a broker, and what is between them and a store: the store's own
/// forward proxy, and a line.
public final class ModelCloud implements AutoCloseable {

  static final String ANNOUNCEMENTS = "parcook.models.v1";
  static final String EVENTS = "parcook.stores.v1";

  private final Path folder;
  private final TestAuthority authority;
  private final DebianRegistry registry;
  private final CuttingProxy line;
  private final ForwardProxy proxy;
  private final KafkaBroker broker;
  private final Registry client;
  private final SigningKey key = TestKeys.key();
  private final SigningKey mallory = TestKeys.key();
  private Timestamp timestamp = new Timestamp(1, Instant.EPOCH, 0, List.of());

  /// Starts the registry and the broker.
  public ModelCloud(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    authority = new TestAuthority(folder.resolve("authority"));
    registry = DebianRegistry.guarded(folder.resolve("registry"), authority, true);
    proxy = new ForwardProxy();
    line = new CuttingProxy(registry.port(), List.of(), false);
    broker = KafkaBroker.in(folder.resolve("broker"));
    broker.start();
    client =
        new HttpRegistry(
            registry
                .access("models/base")
                .with(DebianRegistry.KNOWN)
                .with(
                    new TlsFiles(
                        authority.certificate(),
                        authority.clientCertificate(),
                        authority.clientKey())));
    Path keys = Files.createDirectories(folder.resolve("keys"));
    byte[] der = key.trusted().key().getEncoded();
    String pem = Base64.getMimeEncoder().encodeToString(der);
    Files.writeString(
        keys.resolve("cloud.pub"),
        "-----BEGIN PUBLIC KEY-----\n" + pem + "\n-----END PUBLIC KEY-----\n");
    Files.writeString(folder.resolve("password"), DebianRegistry.KNOWN.password() + "\n");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
      NewTopic announcements = new NewTopic(ANNOUNCEMENTS, 1, (short) 1);
      NewTopic events = new NewTopic(EVENTS, 2, (short) 1);
      admin
          .createTopics(List.of(announcements, events))
          .all()
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    }
  }

  /// How a store reaches it.
  public Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("parcook.store.id", "17");
    settings.put("parcook.store.labels", "pilot");
    settings.put("parcook.sync.registry", "localhost:" + line.port() + "/models/base");
    settings.put("parcook.sync.ca", authority.certificate().toString());
    settings.put("parcook.sync.certificate", authority.clientCertificate().toString());
    settings.put("parcook.sync.certificate-key", authority.clientKey().toString());
    settings.put("parcook.sync.proxy", "localhost:" + proxy.port());
    settings.put("parcook.sync.user", DebianRegistry.KNOWN.user());
    settings.put("parcook.sync.password-file", folder.resolve("password").toString());
    settings.put("parcook.sync.keys", folder.resolve("keys").toString());
    settings.put("parcook.sync.spread", "PT0.5S");
    settings.put("parcook.sync.announcements", "true");
    settings.put("parcook.sync.publish", "true");
    settings.put("parcook.kafka.bootstrap-servers", broker.address());
    settings.put("parcook.tuning.enabled", "false");
    Path cli = Checkout.root().resolve("cli/target/cli-0.1.0-SNAPSHOT.jar");
    settings.put("parcook.tuning.jar", cli.toString());
    return settings;
  }

  ForwardProxy proxy() {
    return proxy;
  }

  CuttingProxy line() {
    return line;
  }

  KafkaBroker broker() {
    return broker;
  }

  /// Its repository, without the line between.
  public Registry registry() {
    return client;
  }

  SigningKey mallory() {
    return mallory;
  }

  /// The key that signs for it.
  public SigningKey key() {
    return key;
  }

  /// Makes a model of its own of the shipped one: the same but for its head's bias and its name.
  public static byte[] model(int number) throws IOException {
    try (InputStream in = OnnxGraph.class.getResourceAsStream("/base/base.onnx")) {
      byte[] shipped = Objects.requireNonNull(in).readAllBytes();
      OnnxGraph graph = OnnxGraph.parse(shipped, OnnxGraph.MOST_BYTES);
      Map<String, String> card = new TreeMap<>(graph.metadata());
      card.put("parcook.version", "base-" + number);
      float[] bias = graph.floats("head.bias");
      bias[0] += number * 1e-3f;
      return Seal.on(graph.withFloats(Map.of("head.bias", bias)).withMetadata(card)).bytes();
    }
  }

  /// Packs, signs and pushes a model; nobody has it yet.
  public Descriptor push(int number, byte[] model, SigningKey by) throws IOException {
    Descriptor manifest =
        ModelPack.model(model, Map.of(), "base-" + number, number, List.of())
            .push(client, new Reference.Tag("v" + number));
    Signatures.attach(client, manifest, by);
    return manifest;
  }

  /// Lets a model out, in a new timestamp document.
  public void letOut(int number, Descriptor manifest, String... rings) throws IOException {
    Release release =
        new Release(number, manifest.digest(), Arrays.stream(rings).map(Ring::parse).toList());
    say(timestamp.next(release, 0, Instant.now().plus(Duration.ofDays(30))));
  }

  /// Says that a release is the only one, whatever was said before.
  void sayOnly(int number, Descriptor manifest) throws IOException {
    Release release = new Release(number, manifest.digest(), List.of(new Ring.Everyone()));
    say(
        new Timestamp(
            timestamp.version() + 1, Instant.now().plus(Duration.ofDays(30)), 0, List.of(release)));
  }

  private void say(Timestamp document) throws IOException {
    timestamp = document;
    Announcements.publish(client, Announcements.TIMESTAMP, document.sign(List.of(key)));
  }

  /// Announces that there is something new.
  public void announce() {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", broker.address(), "acks", "all"),
            new StringSerializer(),
            new StringSerializer())) {
      var _ = producer.send(new ProducerRecord<>(ANNOUNCEMENTS, "models/base", "look"));
      producer.flush();
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
    line.close();
    proxy.close();
    registry.close();
    broker.close();
  }
}
