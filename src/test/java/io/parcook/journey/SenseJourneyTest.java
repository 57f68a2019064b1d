package io.parcook.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A camera that counts people, a real Mosquitto, `parcook sense onvif`, and the packaged store.
class SenseJourneyTest {

  private static final String TOPIC = "cam/onvif-ej/RuleEngine/CountAggregation/Counter";

  @TempDir Path folder;

  private Instant time = Instant.now().minus(Duration.ofMinutes(5));

  @Test
  void whoPassesTheDoorIsInTheStoreOnceAlsoWhenTheStoreWasAway() throws IOException {
    String mosquitto = mosquitto();
    int port = PackagedStore.freePort();
    Path settings =
        Files.writeString(
            folder.resolve("mosquitto.conf"),
            "listener " + port + " 127.0.0.1\nallow_anonymous true\n");
    try (var broker =
            CommandLine.start(folder, Map.of(), List.of(mosquitto, "-c", settings.toString()));
        var store = PackagedStore.in(folder.resolve("store"), Map.of());
        var sense =
            CommandLine.start(
                folder,
                "sense",
                "onvif",
                "--mqtt",
                "127.0.0.1:" + port,
                "--prefix",
                "cam",
                "--to",
                store.baseUri().toString())) {
      Eventually.within(Duration.ofSeconds(20), broker::output, () -> listens(port));
      store.start();
      Mqtt5BlockingClient camera =
          Mqtt5Client.builder().serverHost("127.0.0.1").serverPort(port).buildBlocking();
      camera.connect();
      Eventually.within(
          Duration.ofSeconds(30), sense::output, () -> sense.output().contains("Subscribed"));

      say(camera, 11);
      say(camera, 14);
      Eventually.within(Duration.ofSeconds(20), sense::output, () -> presence(store) == 1);

      store.kill9();
      say(camera, 19);
      say(camera, 20);
      store.start();
      Eventually.within(Duration.ofSeconds(60), sense::output, () -> presence(store) == 2);
      camera.disconnect();
    }
  }

  /// The camera's count since it began; each message a second after the last.
  private void say(Mqtt5BlockingClient camera, int count) {
    time = time.plusSeconds(1);
    String message =
        "{\"UtcTime\":\"%s\",\"Source\":{\"Rule\":\"door\"},\"Data\":{\"Count\":\"%d\"}}"
            .formatted(time, count);
    camera
        .publishWith()
        .topic(TOPIC)
        .qos(MqttQos.AT_LEAST_ONCE)
        .retain(true)
        .payload(message.getBytes(StandardCharsets.UTF_8))
        .send();
  }

  /// Events of presence stored since the store's process started.
  private static long presence(PackagedStore store) {
    return (long) Metrics.sum(store, "parcook_stored_total", "kind=\"presence\"");
  }

  private static boolean listens(int port) {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static String mosquitto() {
    Stream<String> places =
        Stream.concat(Stream.of(System.getenv("PATH").split(":", -1)), Stream.of("/usr/sbin"));
    var found = places.map(place -> Path.of(place, "mosquitto")).filter(Files::isExecutable);
    Path program = found.findFirst().orElse(Path.of(""));
    Assumptions.assumeTrue(
        Files.isExecutable(program), "mosquitto is not here: apt-get install mosquitto");
    assertThat(program).isAbsolute();
    return program.toString();
  }
}
