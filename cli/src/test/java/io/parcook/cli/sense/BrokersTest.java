package io.parcook.cli.sense;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The brokers of OPC UA and serial sensors, a real server, a real pseudo terminal, and a store
/// that goes away.
class BrokersTest {

  @TempDir Path folder;

  @Test
  void carsThatAControllerCountsAreInTheStoreOnceAlsoWhenItOrTheStoreWasAway() throws Exception {
    int port = freePort();
    try (StoreDoor store = new StoreDoor()) {
      Broker broker;
      try (Controller controller = Controller.on(port, 40)) {
        broker = opcUa(port, store);
        await(broker, "the first value", () -> broker.said().contains("Hears"));
        heard(broker, controller, store, 43, 3);
        store.away(true);
        controller.say(45);
        Thread.sleep(600);
        controller.say(46);
        store.away(false);
        await(broker, "cars of the time away", () -> store.people() == 6);
      }
      try (broker;
          Controller again = Controller.on(port, 48)) {
        await(broker, "cars of the controller's absence", () -> store.people() == 8);
        again.say(2);
        await(broker, "a count that began anew", () -> store.people() == 10);
      }
    }
  }

  @Test
  void aContactOfAControllerIsSomebodyEachTimeThatItCloses() throws Exception {
    int port = freePort();
    try (StoreDoor store = new StoreDoor();
        Controller controller = Controller.on(port, false);
        Broker broker = opcUa(port, store)) {
      await(broker, "the first value", () -> broker.said().contains("Hears"));
      heard(broker, controller, store, true, 1);
      controller.say(false);
      Thread.sleep(300);
      heard(broker, controller, store, true, 2);
    }
  }

  @Test
  void aNodeThatIsNotThereIsNamed() throws Exception {
    int port = freePort();
    try (StoreDoor store = new StoreDoor();
        Controller _ = Controller.on(port, 1);
        Broker broker =
            Broker.start(
                "opcua",
                "--server",
                "opc.tcp://127.0.0.1:" + port,
                "--node",
                "ns=2;s=Nowhere",
                "--to",
                store.address())) {
      await(broker, "a complaint", () -> broker.said().contains("has no ns=2;s=Nowhere"));
    }
  }

  @Test
  void linesOfADeviceThatIsPulledOutAndPutInAgainAreHeardOn() throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/socat")), "socat is not here: apt-get install socat");
    Path device = folder.resolve("ttyUSB0");
    try (StoreDoor store = new StoreDoor()) {
      Process adapter = adapter(device);
      Broker broker =
          Broker.start("serial", "--device", device.toString(), "--to", store.address());
      try (broker) {
        await(broker, "an open device", () -> broker.said().contains("Hears"));
        write(adapter, "\ncount 100\ncount 102\n");
        await(broker, "two people", () -> store.people() == 2);
        adapter.destroyForcibly().waitFor();
        await(
            broker,
            "the device's end",
            () ->
                broker.said().split("Hears", -1).length == 2
                    && broker.said().length() > ("Hears " + device + ".\n").length());
        adapter = adapter(device);
        await(broker, "it again", () -> broker.said().split("Hears", -1).length == 3);
        write(adapter, "\ncount 107\n");
        await(broker, "who came meanwhile", () -> store.people() == 7);
      } finally {
        adapter.destroyForcibly();
      }
    }
  }

  /// A pseudo terminal; what is written to the process comes out of it.
  private static Process adapter(Path device) throws IOException, InterruptedException {
    Files.deleteIfExists(device);
    Process process =
        new ProcessBuilder("/usr/bin/socat", "-", "pty,raw,echo=0,link=" + device)
            .redirectErrorStream(true)
            .start();
    for (int i = 0; i < 100 && !Files.exists(device); i++) {
      Thread.sleep(50);
    }
    return process;
  }

  private static void write(Process adapter, String lines) throws IOException {
    OutputStream out = adapter.getOutputStream();
    out.write(lines.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /// The server looks at the node now and then, and must have seen what it was before.
  private static void heard(
      Broker broker, Controller controller, StoreDoor store, Object value, int people)
      throws InterruptedException {
    Thread.sleep(500);
    controller.say(value);
    await(broker, people + " people", () -> store.people() == people);
  }

  private static Broker opcUa(int port, StoreDoor store) {
    return Broker.start(
        "opcua",
        "--server",
        "opc.tcp://127.0.0.1:" + port,
        "--node",
        Controller.NODE,
        "--to",
        store.address());
  }

  private static void await(Broker broker, String what, BooleanSupplier there)
      throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      if (there.getAsBoolean()) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("half a minute without " + what + ": " + broker.said());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// `parcook sense …` on a thread of its own.
  private record Broker(Thread thread, StringWriter output) implements AutoCloseable {

    static Broker start(String... arguments) {
      StringWriter output = new StringWriter();
      CommandLine sense = new CommandLine(new Sense()).setErr(new PrintWriter(output, true));
      return new Broker(Thread.ofVirtual().start(() -> sense.execute(arguments)), output);
    }

    String said() {
      return output.toString();
    }

    @Override
    public void close() {
      thread.interrupt();
      try {
        thread.join();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
