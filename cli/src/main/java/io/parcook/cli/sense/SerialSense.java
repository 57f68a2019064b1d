package io.parcook.cli.sense;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Hears a sensor on a serial line and tells the store.
@Command(
    name = "serial",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Hears a sensor on a serial line and tells the store. Each line it sends is a number, people"
          + " since it began, or on or off, a contact: each on after an off is somebody.",
      "A line of text may stand before them, such as 'count 17' or 'beam off'."
    },
    footer = {
      "",
      "Example:",
      "  parcook sense serial --device /dev/ttyUSB0 --zone door --to http://localhost:8080"
    })
final class SerialSense implements Callable<Integer> {

  private static final int BITS = 8;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  @Option(
      names = "--device",
      paramLabel = "FILE",
      description = "Its device, such as /dev/ttyUSB0 (default: what Akri found).")
  private @Nullable String device;

  @Option(
      names = "--baud",
      defaultValue = "9600",
      description = "Bits a second; 8 data bits, no parity, one stop bit (${DEFAULT-VALUE}).")
  private int baud;

  @Option(
      names = "--zone",
      defaultValue = "door",
      description = "What it watches (${DEFAULT-VALUE}).")
  private String zone = "";

  @Option(names = "--to", required = true, paramLabel = "URL", description = "Store's service.")
  private URI to = URI.create("http://localhost:8080");

  @Mixin private SenseVoice voice = new SenseVoice();

  @Override
  public Integer call() throws InterruptedException {
    String file =
        Optional.ofNullable(device)
            .or(() -> Found.in(System.getenv(), Found.DEVICE))
            .orElseThrow(() -> voice.wrong("Name the device with --device; Akri found none."));
    if (zone.isBlank() || zone.length() > Count.MOST_ZONE || baud < 1) {
      throw voice.wrong("--zone has 1 to 64 characters, and --baud is at least 1.");
    }
    Backlog backlog = new Backlog();
    Thread listening =
        Thread.ofPlatform().daemon().name("serial").start(() -> listen(file, backlog));
    try (Teller store = new Teller(to, "/sensor/serial")) {
      while (true) {
        store.tell(backlog.take());
      }
    } finally {
      listening.interrupt();
    }
  }

  /// Opens the device again whenever it goes: adapters are pulled out.
  private void listen(String file, Backlog backlog) {
    SerialLines lines = new SerialLines(file, zone, InstantSource.system());
    Duration pause = FIRST_PAUSE;
    try {
      while (true) {
        boolean heard = hear(file, lines, backlog);
        pause = heard ? FIRST_PAUSE : pause.multipliedBy(2);
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        Thread.sleep(pause);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return whether it could be opened
  private boolean hear(String file, SerialLines lines, Backlog backlog) {
    SerialPort port;
    try {
      port = SerialPort.getCommPort(file);
    } catch (SerialPortInvalidPortException absent) {
      voice.say(file + " is not there: " + absent.getMessage());
      return false;
    }
    port.setComPortParameters(baud, BITS, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
    port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, 0, 0);
    if (!port.openPort()) {
      voice.say(
          "%s cannot be opened (%d); may this user?".formatted(file, port.getLastErrorCode()));
      return false;
    }
    voice.say("Hears " + file + ".");
    try (InputStream in = port.getInputStream()) {
      lines.read(in, backlog::add);
      voice.say(file + " ended.");
    } catch (IOException gone) {
      voice.say(file + " went away: " + gone.getMessage());
    } finally {
      port.closePort();
    }
    return true;
  }
}
