package io.parcook.cli.sense;

import io.parcook.cli.sense.OpcUaSubscription.Ended;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Hears one node of an OPC UA server and tells the store.
@Command(
    name = "opcua",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Hears one node of an OPC UA server and tells the store. A number counts people since the"
          + " server began; a boolean is a contact, each time that it closes is somebody.",
      "Connects without security and as nobody in particular: a server that asks for more is not"
          + " for this broker."
    },
    footer = {
      "",
      "Example:",
      "  parcook sense opcua --server opc.tcp://drive.store.internal:4840 \\",
      "    --node 'ns=2;s=Loop/Cars' --zone drive --to http://localhost:8080"
    })
final class OpcUaSense implements Callable<Integer> {

  /// It tells of itself at every start. Held here, because the JDK forgets the level of a logger
  /// that nobody holds.
  private static final Logger MILO = Logger.getLogger("org.eclipse.milo");

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "Its address, opc.tcp://… (default: what Akri found).")
  private @Nullable String server;

  @Option(
      names = "--node",
      required = true,
      paramLabel = "NODE",
      description = "Which of its nodes, such as ns=2;s=Door/Count.")
  private String node = "";

  @Option(
      names = "--zone",
      defaultValue = "door",
      description = "What it watches (${DEFAULT-VALUE}).")
  private String zone = "";

  @Option(
      names = "--every",
      paramLabel = "MILLISECONDS",
      defaultValue = "100",
      description = "How often the server looks at the node (${DEFAULT-VALUE}).")
  private int every;

  @Option(names = "--to", required = true, paramLabel = "URL", description = "Store's service.")
  private URI to = URI.create("http://localhost:8080");

  @Mixin private SenseVoice voice = new SenseVoice();

  @Override
  public Integer call() throws InterruptedException {
    MILO.setLevel(Level.SEVERE);
    String address =
        Optional.ofNullable(server)
            .or(() -> Found.in(System.getenv(), Found.SERVER))
            .orElseThrow(() -> voice.wrong("Name the server with --server; Akri found none."));
    NodeId wanted =
        Optional.ofNullable(NodeId.parseOrNull(node))
            .orElseThrow(
                () ->
                    voice.wrong(
                        "--node is an id such as ns=2;s=Door/Count; '" + node + "' is not."));
    if (zone.isBlank() || zone.length() > Count.MOST_ZONE || every < 1) {
      throw voice.wrong("--zone has 1 to 64 characters, and --every is at least 1.");
    }
    Backlog backlog = new Backlog();
    Thread listening =
        Thread.ofVirtual().name("opcua").start(() -> listen(address, wanted, backlog));
    try (Teller store = new Teller(to, "/sensor/opcua")) {
      while (true) {
        store.tell(backlog.take());
      }
    } finally {
      listening.interrupt();
    }
  }

  /// Begins anew whenever a subscription ends; what the counter went meanwhile comes with its next
  /// value.
  private void listen(String address, NodeId wanted, Backlog backlog) {
    Duration pause = Duration.ofMillis(250);
    try {
      while (true) {
        var subscription = new OpcUaSubscription(address, wanted, zone, every, backlog);
        Ended ended = subscription.run(() -> voice.say("Hears " + node + " of " + address + "."));
        voice.say(address + ": " + ended.why());
        pause = ended.begun() ? Duration.ofMillis(250) : shorter(pause.multipliedBy(2));
        Thread.sleep(pause);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration shorter(Duration pause) {
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }
}
