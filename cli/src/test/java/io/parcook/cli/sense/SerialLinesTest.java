package io.parcook.cli.sense;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.pipeline.event.Presence;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What sensors write on serial lines.
class SerialLinesTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void aLineEndsInANumberOrInOnOrOff() {
    assertThat(SerialLines.count("17")).hasValue(17);
    assertThat(SerialLines.count("count 17 ")).hasValue(17);
    assertThat(SerialLines.count("IN=0017")).hasValue(17);
    assertThat(SerialLines.count("beam OFF")).hasValue(0);
    assertThat(SerialLines.count("on")).hasValue(1);
    for (String noise :
        List.of("", "moon", "17 people", "-3", "1.5", "9".repeat(16), "\u0000\u0007")) {
      assertThat(SerialLines.count(noise)).as(noise).isEqualTo(OptionalLong.empty());
    }
  }

  @Test
  void theFirstLineMayHaveLostItsBeginningAndIsNotBelieved() throws IOException {
    assertThat(counts("7\ncount 18\r\n\r\ncount 19")).containsExactly(18L);
  }

  @Test
  void aLineThatNeverEndsIsPassedOver() throws IOException {
    assertThat(counts("\n" + "1".repeat(100_000) + "\n5\n")).containsExactly(5L);
  }

  @Test
  void eachTimeThatALightBarrierIsEnteredIsSomebodyOnce() throws IOException {
    Counters counters = new Counters("/sensor/serial");
    List<Presence> people =
        read("\noff\non\non\noff\noff\non\noff\n").stream()
            .map(counters::hear)
            .flatMap(Optional::stream)
            .toList();

    assertThat(people).extracting(Presence::entered).containsExactly(1, 1);
    assertThat(people).extracting(one -> one.id().toString()).doesNotHaveDuplicates();
  }

  @Test
  void whatAkriFoundIsReadFromItsVariables() {
    assertThat(Found.in(Map.of("UDEV_DEVNODE_8C4A", "/dev/ttyUSB1"), Found.DEVICE))
        .contains("/dev/ttyUSB1");
    assertThat(Found.in(Map.of("UDEV_DEVNODES", "/dev/x"), Found.DEVICE)).isEmpty();
  }

  private static List<Long> counts(String said) throws IOException {
    return read(said).stream().map(Count::count).toList();
  }

  private static List<Count> read(String said) throws IOException {
    List<Count> heard = new ArrayList<>();
    new SerialLines("/dev/ttyUSB0", "door", InstantSource.fixed(NOON))
        .read(new ByteArrayInputStream(said.getBytes(StandardCharsets.UTF_8)), heard::add);
    assertThat(heard).extracting(Count::time).isSorted().doesNotHaveDuplicates();
    return heard;
  }
}
