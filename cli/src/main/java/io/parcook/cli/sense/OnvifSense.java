package io.parcook.cli.sense;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Hears cameras over MQTT and tells the store.
@Command(
    name = "onvif",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Hears cameras that count people (ONVIF Profile M over MQTT) and tells the store.",
      "A message is acknowledged once the store has it on disk."
    },
    footer = {
      "",
      "Example:",
      "  parcook sense onvif --mqtt broker:1883 --prefix cameras --to http://localhost:8080"
    })
final class OnvifSense implements Callable<Integer> {

  /// Messages on their way at one time; the broker keeps the rest.
  private static final int WINDOW = 20;

  private static final long SESSION_SECONDS = Duration.ofDays(7).toSeconds();

  @Option(names = "--mqtt", required = true, paramLabel = "HOST:PORT", description = "The broker.")
  private String mqtt = "";

  @Option(
      names = "--prefix",
      defaultValue = "+",
      description = "The cameras' topic prefix (default: any of one level).")
  private String prefix = "+";

  @Option(
      names = "--name",
      defaultValue = "parcook-sense",
      description = "Name of the session, which the broker keeps for a week (${DEFAULT-VALUE}).")
  private String name = "";

  @Option(names = "--to", required = true, paramLabel = "URL", description = "Store's service.")
  private @Nullable URI to;

  @Mixin private SenseVoice voice = new SenseVoice();

  @Override
  public Integer call() throws InterruptedException {
    String[] broker = mqtt.split(":", -1);
    if (broker.length != 2 || !broker[1].matches("[0-9]{1,5}") || to == null) {
      throw voice.wrong("--mqtt is HOST:PORT; '" + mqtt + "' is not.");
    }
    BlockingQueue<Mqtt5Publish> heard = new ArrayBlockingQueue<>(WINDOW);
    Mqtt5AsyncClient client =
        Mqtt5Client.builder()
            .identifier(name)
            .serverHost(broker[0])
            .serverPort(Integer.parseInt(broker[1]))
            .automaticReconnectWithDefaultConfig()
            .addConnectedListener(_ -> voice.say("Connected to " + mqtt + "."))
            .addDisconnectedListener(
                away -> voice.say("No broker at " + mqtt + ": " + away.getCause().getMessage()))
            .buildAsync();
    // Before connecting: a kept session sends at once what it has.
    client.publishes(MqttGlobalPublishFilter.ALL, publish -> hear(publish, heard), true);
    try (var store = new Teller(to, "/sensor/onvif")) {
      connect(client);
      while (true) {
        Mqtt5Publish publish = heard.take();
        Optional<Count> count =
            OnvifCount.read(publish.getTopic().toString(), publish.getPayloadAsBytes());
        if (count.isPresent()) {
          store.tell(count.get());
        }
        publish.acknowledge();
      }
    } finally {
      var _ = client.disconnect();
    }
  }

  private void connect(Mqtt5AsyncClient client) {
    var _ =
        client
            .connectWith()
            .cleanStart(false)
            .sessionExpiryInterval(SESSION_SECONDS)
            .restrictions()
            .receiveMaximum(WINDOW)
            .applyRestrictions()
            .send()
            .thenCompose(
                _ ->
                    client
                        .subscribeWith()
                        .topicFilter(prefix + "/" + OnvifCount.TOPIC + "#")
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .send())
            .whenComplete(
                (_, failure) -> {
                  if (failure != null) {
                    voice.say("Could not subscribe: " + failure.getMessage());
                  } else {
                    voice.say("Subscribed; what is counted from now on is told.");
                  }
                });
  }

  /// A message for which there is no room may go: the counter's next one has its people too.
  private static void hear(Mqtt5Publish publish, BlockingQueue<Mqtt5Publish> heard) {
    if (!heard.offer(publish)) {
      publish.acknowledge();
    }
  }
}
