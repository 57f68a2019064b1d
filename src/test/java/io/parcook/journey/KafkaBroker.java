package io.parcook.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/// A real Kafka broker, broker and controller in one process of its own, so that it can be killed
/// as a machine dies. Its address and its data stay the same over [#kill9] and [#start].
public final class KafkaBroker implements AutoCloseable {

  private static final Duration TO_START = Duration.ofSeconds(60);

  private final Path folder;
  private final int port;
  private @Nullable CommandLine process;

  private KafkaBroker(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /// A broker that keeps everything in `folder`; not started yet.
  public static KafkaBroker in(Path folder) {
    KafkaBroker broker = new KafkaBroker(folder, PackagedStore.freePort());
    broker.format(PackagedStore.freePort());
    return broker;
  }

  /// What clients call the bootstrap servers.
  public String address() {
    return "127.0.0.1:" + port;
  }

  /// Starts the process and waits until it listens.
  public void start() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    CommandLine started =
        CommandLine.start(
            folder,
            Map.of(),
            List.of(
                java,
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "kafka.Kafka",
                settings().toString()));
    process = started;
    Eventually.within(
        TO_START,
        "the broker listens",
        () -> {
          assertThat(started.running()).as(started.output()).isTrue();
          return listens();
        });
  }

  /// Ends the process at once, as a power cut does.
  public void kill9() {
    if (process != null) {
      process.close();
      process.awaitEnd();
    }
  }

  @Override
  public void close() {
    kill9();
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private void format(int controllerPort) {
    Properties settings = new Properties();
    settings.putAll(
        Map.of(
            "process.roles", "broker,controller",
            "node.id", "1",
            "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
            "controller.listener.names", "CONTROLLER",
            "listeners", "PLAINTEXT://" + address() + ",CONTROLLER://127.0.0.1:" + controllerPort,
            "log.dirs", folder.resolve("log").toString(),
            "offsets.topic.num.partitions", "1",
            "offsets.topic.replication.factor", "1",
            "group.initial.rebalance.delay.ms", "0",
            "num.partitions", "2"));
    try {
      Files.createDirectories(folder);
      try (var out = Files.newBufferedWriter(settings())) {
        settings.store(out, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int exit =
        StorageTool.execute(
            new String[] {
              "format", "-t", Uuid.randomUuid().toString(), "-c", settings().toString()
            },
            new PrintStream(said, true, StandardCharsets.UTF_8));
    assertThat(exit).as(said.toString(StandardCharsets.UTF_8)).isZero();
  }

  private Path settings() {
    return folder.resolve("server.properties");
  }
}
