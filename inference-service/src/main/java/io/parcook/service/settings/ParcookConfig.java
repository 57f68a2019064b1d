package io.parcook.service.settings;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/// Every setting of a store's service. `docs/configuration.md` is this file for people; a test
/// keeps the two and the defaults together.
@ConfigMapping(prefix = "parcook")
public interface ParcookConfig {

  Store store();

  Data data();

  IntakeBounds intake();

  Model model();

  Live forecast();

  Plan plan();

  MenuSource menu();

  Tuning tuning();

  Stream stream();

  Kafka kafka();

  Sync sync();

  Clock clock();

  /// Which store this is and how it cuts time.
  interface Store {
    @WithDefault("store")
    String id();

    /// Groups of stores that this one belongs to, such as `pilot,south`: rings of the cloud's
    /// roll-outs.
    Optional<String> labels();

    /// The zone of the store's wall clock; days and slots are counted in it.
    @WithDefault("UTC")
    ZoneId zone();

    /// The public holidays that apply, as an ISO 3166 code such as `de` or `de-nw`; absent, none.
    Optional<String> holidays();

    @WithDefault("PT15M")
    Duration interval();
  }

  /// Where the ledger lives and how much disk it may take.
  interface Data {
    @WithDefault(".parcook/data")
    Path directory();

    @WithDefault("1G")
    MemorySize budget();

    /// Most quarantined events kept; the oldest go first.
    @WithDefault("5000")
    int quarantine();
  }

  /// The bounds of intake, whatever the channel.
  interface IntakeBounds {
    /// Largest HTTP body, both as sent and unpacked.
    @WithDefault("4M")
    MemorySize maxBody();

    @WithDefault("64K")
    MemorySize maxEvent();

    /// Most events in one HTTP body or one Kafka poll.
    @WithDefault("1000")
    int maxBatch();

    /// Most distinct items, and most distinct zones, a store may have.
    @WithDefault("500")
    int maxNames();

    /// How far ahead of the store's clock an event may be.
    @WithDefault("PT10M")
    Duration future();

    /// How far back an event may be.
    @WithDefault("P60D")
    Duration past();

    /// Most bytes of HTTP bodies that are being read, judged or written at one time.
    @WithDefault("16M")
    MemorySize inFlight();

    /// How long a client may take to send its body.
    @WithDefault("PT10S")
    Duration bodyTimeout();

    /// Most events that wait for the ledger's writer.
    @WithDefault("20000")
    int queue();

    /// Most bytes of events that wait for the ledger's writer.
    @WithDefault("32M")
    MemorySize queueBytes();

    /// Most events in one transaction.
    @WithDefault("2000")
    int group();
  }

  /// Which model serves, and where its arithmetic runs.
  interface Model {
    /// An ONNX file with a card; absent, the base model that Parcook ships.
    Optional<Path> path();

    Provider executionProvider();

    /// Threads of one run.
    @WithDefault("1")
    int threads();
  }

  /// The execution provider of ONNX Runtime. One that is not there, or does not compute what the
  /// CPU computes, is left for the CPU.
  interface Provider {
    /// `cpu`, `openvino`, `qnn`, `cuda` or `plugin`.
    @WithDefault("cpu")
    String name();

    /// The plugin's shared library, for `plugin`.
    Optional<Path> library();

    /// Which device: its name for `openvino`, its number for `cuda`, `npu`, `gpu` or `cpu` for
    /// `plugin`.
    Optional<String> device();

    /// As the provider documents them, for `qnn` and `plugin`.
    Map<String, String> options();
  }

  /// When and how far the live forecast is computed.
  interface Live {
    @WithDefault("PT6H")
    Duration horizon();

    /// How long after the first new event the forecast is recomputed: the events between share it.
    @WithDefault("PT0.25S")
    Duration debounce();

    /// Oldest the forecast may become, by the store's clock, when no events arrive.
    @WithDefault("PT1M")
    Duration refresh();
  }

  /// When the cook plan is made.
  interface Plan {
    /// How long after the first new event the plan is made again: the events between share it.
    @WithDefault("PT0.05S")
    Duration debounce();

    /// Oldest the plan may become, by the store's clock, when nothing happens.
    @WithDefault("PT5S")
    Duration refresh();
  }

  /// What the kitchen cooks.
  interface MenuSource {
    /// The menu's file, read again when it changes; absent, there is no cook plan.
    Optional<Path> path();
  }

  /// When and how the store learns from its own past.
  interface Tuning {
    /// Whether nights begin by themselves.
    @WithDefault("true")
    boolean enabled();

    /// What runs a night.
    @WithDefault("child")
    By by();

    /// What runs a night: a child process of the service, or a Job of the cluster's that asks for
    /// it.
    enum By {
      CHILD,
      JOB
    }

    /// When a night begins, on the store's wall clock.
    @WithDefault("03:00")
    LocalTime at();

    /// Hours of the day in which no night begins and nothing new goes live, such as
    /// `11:30-14:00,18:00-21:00`.
    Optional<String> rush();

    /// The command line's jar, which a night runs; absent, `cli.jar` beside the service.
    Optional<Path> jar();

    /// Heap of a night's process; PyTorch's memory comes on top, about 200 MB.
    @WithDefault("64M")
    MemorySize heap();

    /// Longest a night may take, in real time.
    @WithDefault("PT15M")
    Duration time();

    /// Longest a night may say nothing, in real time.
    @WithDefault("PT3M")
    Duration silence();

    /// Fewest whole days beside the live model before a candidate may go live.
    @WithDefault("5")
    int fewestDays();

    /// Days after which a candidate that is not better with evidence is refused.
    @WithDefault("14")
    int mostDays();
  }

  /// The live stream to screens.
  interface Stream {
    @WithDefault("64")
    int subscribers();
  }

  /// Events from a Kafka topic; off unless asked for.
  interface Kafka {
    @WithDefault("false")
    boolean enabled();

    @WithDefault("localhost:9092")
    String bootstrapServers();

    @WithDefault("parcook.events.v1")
    String topic();
  }

  /// Model versions from the cloud; off unless a registry is named.
  interface Sync {
    /// `registry.example/models/base`, the same after `http://`, or `oci:FOLDER`.
    Optional<String> registry();

    /// Folder of the public keys that are trusted, one PEM file `*.pub` each.
    @WithDefault(".parcook/keys")
    Path keys();

    /// How many of the keys must have signed.
    @WithDefault("1")
    int threshold();

    /// Authorities that sign the registry's certificate, PEM; absent, those of the JDK.
    Optional<Path> ca();

    /// The store's own certificate, PEM, with its key.
    Optional<Path> certificate();

    /// Key of the store's certificate, PKCS#8.
    Optional<Path> certificateKey();

    Optional<String> user();

    /// File with the user's password or token.
    Optional<Path> passwordFile();

    /// HTTP proxy on the way, `host:port`.
    Optional<String> proxy();

    Optional<String> proxyUser();

    Optional<Path> proxyPasswordFile();

    /// Between two polls, on average; each is drawn from half to one and a half of it.
    @WithDefault("PT15M")
    Duration poll();

    /// Over which the stores of a fleet follow an announcement, or come back with their power.
    @WithDefault("PT1M")
    Duration spread();

    /// Most bytes of model traffic in an hour.
    @WithDefault("64M")
    MemorySize bytesPerHour();

    /// Windows of the day with their own most bytes, such as `11:30-14:00=0,18:00-21:00=1M`;
    /// absent, the rush hours are closed.
    Optional<String> windows();

    /// Whether announcements are read from a Kafka topic.
    @WithDefault("false")
    boolean announcements();

    @WithDefault("parcook.models.v1")
    String announcementsTopic();

    /// Whether this store sends its events, scores and adapters to the cloud.
    @WithDefault("false")
    boolean publish();

    /// The Kafka topic that they go to.
    @WithDefault("parcook.stores.v1")
    String publishTopic();
  }

  /// The store's clock; anything but the defaults is for demonstrations and replays.
  interface Clock {
    /// Store seconds in a real second.
    @WithDefault("1")
    double speed();

    /// What the store's clock shows when the service starts; absent, real time.
    Optional<Instant> start();
  }
}
