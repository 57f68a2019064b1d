package io.parcook.pipeline.intake;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.event.Sale;
import io.parcook.pipeline.event.SaleLine;
import io.parcook.pipeline.intake.Verdict.Accepted;
import io.parcook.pipeline.intake.Verdict.Quarantined;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntakeTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final IntakeLimits LIMITS =
      new IntakeLimits(64 * 1024, 1_000, 20, Duration.ofMinutes(10), Duration.ofDays(60));

  private final Intake intake = new Intake(LIMITS, InstantSource.fixed(NOON));

  @Test
  void aSaleIsReadWithItsOffsetAndToTheMillisecond() {
    String event =
        sale("2026-11-23T12:04:05.123456+01:00")
            .replace("\"quantity\":1", "\"quantity\":3,\"void\":true,\"channel\":\"drive\"");
    Sale expected =
        new Sale(
            new EventId("/till/1", "1"),
            Instant.parse("2026-11-23T11:04:05.123Z"),
            List.of(new SaleLine("burger", 3, true, "drive")));
    assertThat(intake.read(event.getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            Accepted.class, accepted -> assertThat(accepted.event()).isEqualTo(expected));
  }

  @Test
  void dataMayComeBeforeType() {
    String event =
        """
        {"data":{"lines":[{"item":"burger","quantity":1}],"extra":[{}]},"id":"1","source":"/t",
         "specversion":"1.0","time":"2026-11-23T12:00:00Z","type":"parcook.sale.v1"}""";
    assertThat(intake.read(event.getBytes(UTF_8))).isInstanceOf(Accepted.class);
  }

  @Test
  void extensionsAndOptionalAttributesAreTolerated() {
    String event =
        sale("2026-11-23T12:00:00Z")
            .replace(
                "{\"specversion\"",
                "{\"subject\":\"x\",\"traceparent\":\"00-ab\","
                    + "\"datacontenttype\":\"application/json\",\"nested\":{\"a\":[1]},\"specversion\"");
    assertThat(intake.read(event.getBytes(UTF_8))).isInstanceOf(Accepted.class);
  }

  @Test
  void aRefusalSaysWhereWhatAndWhatToDo() {
    assertThat(refused(sale("2026-11-23T12:00:00Z").replace("\"quantity\":1", "\"quantity\":-2")))
        .isEqualTo(
            "SCHEMA /data/lines/0/quantity: must have a minimum value of 1. It must be portions, a"
                + " whole number from 1 to 10000; what is taken back carries \"void\": true"
                + " instead of a minus.");
    assertThat(refused(sale("2026-11-23T12:00:00Z").replace("burger", "")))
        .startsWith("SCHEMA /data/lines/0/item: ")
        .endsWith(
            "It must be the item's code as on the menu: 1 to 120 characters, no control"
                + " characters.");
    assertThat(refused(sale("yesterday"))).startsWith("ENVELOPE /time: ").contains("2026-11-23T");
    assertThat(refused(sale("2026-11-23T12:00:00Z").replace("sale.v1", "sale.v9")))
        .startsWith("UNKNOWN_TYPE /type: 'parcook.sale.v9'");
    assertThat(refused("[]")).startsWith("ENVELOPE ");
    assertThat(refused("{")).startsWith("MALFORMED Not JSON at byte 1");
  }

  @Test
  void aMissingTimeIsNotGuessed() {
    String event = sale("x").replace("\"time\":\"x\",", "");
    assertThat(refused(event))
        .startsWith("ENVELOPE The event: required property 'time' not found. It must say when");
  }

  @Test
  void aClockThatRunsAheadALittleIsBelievedAndOneThatRunsFarAheadIsNot() {
    assertThat(intake.read(sale("2026-11-23T12:10:00Z").getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            Accepted.class,
            accepted -> assertThat(accepted.event().time()).isEqualTo("2026-11-23T12:10:00Z"));
    assertThat(refused(sale("2026-11-23T12:10:01Z"))).startsWith("FUTURE /time: ");
  }

  @Test
  void anEventDaysLateIsOrdinaryAndOneTooOldIsNot() {
    assertThat(intake.read(sale("2026-09-24T12:00:00Z").getBytes(UTF_8)))
        .isInstanceOf(Accepted.class);
    assertThat(refused(sale("2026-09-24T11:59:59Z"))).startsWith("TOO_OLD /time: ");
  }

  @Test
  void aMillionItemNamesAreRefusedAfterTheBoundAndKnownItemsGoOn() {
    intake.know(List.of("burger"), List.of());
    int refused = 0;
    for (int i = 0; i < 1_000_000; i += 997) {
      byte[] event = sale("2026-11-23T12:00:00Z").replace("burger", "n" + i).getBytes(UTF_8);
      refused +=
          intake.read(event) instanceof Quarantined q
                  && q.reason() == QuarantineReason.TOO_MANY_NAMES
              ? 1
              : 0;
    }
    assertThat(refused).isEqualTo(1_004 - 19);
    assertThat(intake.knownItems()).isEqualTo(20);
    assertThat(intake.read(sale("2026-11-23T12:00:00Z").getBytes(UTF_8)))
        .isInstanceOf(Accepted.class);
  }

  @Test
  void anEventWithOneNameTooManyTakesNoPlaceForItsOthers() {
    String lines =
        IntStream.range(0, 21)
            .mapToObj(i -> "{\"item\":\"n" + i + "\",\"quantity\":1}")
            .collect(Collectors.joining(","));
    String event =
        sale("2026-11-23T12:00:00Z").replace("{\"item\":\"burger\",\"quantity\":1}", lines);
    assertThat(refused(event)).startsWith("TOO_MANY_NAMES ");
    assertThat(intake.knownItems()).isZero();
  }

  @Test
  void hostileBytesAreAnsweredNotThrown() {
    String good = sale("2026-11-23T12:00:00Z");
    assertThat(refused(new byte[] {(byte) 0xC0, (byte) 0x80})).startsWith("MALFORMED");
    assertThat(refused(new byte[0])).startsWith("MALFORMED");
    byte[] broken = good.getBytes(UTF_8);
    broken[good.indexOf("burger")] = (byte) 0xFF;
    assertThat(refused(broken)).startsWith("MALFORMED The event is not UTF-8");
    byte[] encodedSurrogate = good.replace("bur", "___").getBytes(UTF_8);
    System.arraycopy(
        new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
        0,
        encodedSurrogate,
        good.indexOf("burger"),
        3);
    assertThat(refused(encodedSurrogate)).startsWith("MALFORMED The event is not UTF-8");
    assertThat(refused(good.getBytes(UTF_16BE))).startsWith("MALFORMED");
    assertThat(refused(good.replace("burger", "bur\0ger"))).startsWith("MALFORMED");
    assertThat(refused(good.replace("burger", "bur\\u0000ger"))).startsWith("SCHEMA");
    assertThat(refused(good.replace("burger", "bur\\ud800ger"))).startsWith("SCHEMA");
    assertThat(refused("[".repeat(60_000))).startsWith("MALFORMED");
    assertThat(refused(good.replace("\"burger\"", "[".repeat(30_000)))).startsWith("MALFORMED");
    assertThat(refused(good.replace("\"quantity\":1", "\"quantity\":1e999999999")))
        .startsWith("SCHEMA");
    assertThat(refused(good.replace("\"quantity\":1", "\"quantity\":" + "9".repeat(60_000))))
        .startsWith("MALFORMED");
    assertThat(refused(good.replace("\"id\":\"1\"", "\"id\":\"1\",\"id\":\"2\"")))
        .startsWith("MALFORMED")
        .contains("Duplicate");
    assertThat(refused(good + "{}")).startsWith("MALFORMED");
    assertThat(refused(good.replace("1.0", "0.3"))).startsWith("ENVELOPE /specversion");
  }

  @Test
  void anEventLargerThanTheBoundIsQuarantinedCut() {
    byte[] event =
        sale("2026-11-23T12:00:00Z").replace("burger", "b".repeat(10 << 20)).getBytes(UTF_8);
    assertThat(intake.read(event))
        .isInstanceOfSatisfying(
            Quarantined.class,
            q -> {
              assertThat(q.reason()).isEqualTo(QuarantineReason.TOO_LARGE);
              assertThat(q.raw()).hasSize(64 * 1024);
            });
  }

  @Test
  void oneBadEventInABatchDoesNotTakeTheOthersWithIt() {
    String good = sale("2026-11-23T12:00:00Z");
    String body =
        " [ %s , {\"deep\":%s} , {\"a\":nul} , \"text]\\\"\", %s ] "
            .formatted(good, "[".repeat(100) + "]".repeat(100), good);
    assertThat(reasons(body))
        .containsExactly("accepted", "MALFORMED", "MALFORMED", "ENVELOPE", "accepted");
  }

  @Test
  void whereTheArrayBreaksTheRestIsOneMalformedEvent() {
    String good = sale("2026-11-23T12:00:00Z");
    assertThat(reasons("[" + good + "," + good.substring(0, 40)))
        .containsExactly("accepted", "MALFORMED");
    assertThat(reasons("[" + good + "," + good)).containsExactly("accepted", "MALFORMED");
    assertThat(reasons("[" + good + "] trailing")).containsExactly("accepted", "MALFORMED");
    assertThat(reasons("[" + good + ",]")).containsExactly("accepted", "MALFORMED");
    assertThat(reasons("[")).containsExactly("MALFORMED");
    assertThat(reasons("[]")).isEmpty();
  }

  @Test
  void aBatchOfMoreThanTheBoundIsRefusedAsAWhole() {
    String good = sale("2026-11-23T12:00:00Z");
    assertThat(reasons("[" + String.join(",", Collections.nCopies(1_000, good)) + "]"))
        .hasSize(1_000)
        .containsOnly("accepted");
    assertThat(reasons("[" + String.join(",", Collections.nCopies(1_001, good)) + "]"))
        .containsExactly("TOO_LARGE");
  }

  @Test
  void randomDamageIsAlwaysAnsweredOncePerEvent() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] good =
        ("[" + String.join(",", Collections.nCopies(3, sale("2026-11-23T12:00:00Z"))) + "]")
            .getBytes(UTF_8);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = Arrays.copyOf(good, good.length - random.nextInt(3));
      for (int hits = random.nextInt(4); hits > 0; hits--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      assertThat(intake.readBatch(damaged)).as("seed %d, round %d", seed, i).isNotNull();
    }
  }

  private String refused(String event) {
    return refused(event.getBytes(UTF_8));
  }

  private String refused(byte[] event) {
    return switch (intake.read(event)) {
      case Accepted accepted -> "accepted " + accepted.event();
      case Quarantined q -> q.reason() + " " + q.detail();
    };
  }

  private List<String> reasons(String body) {
    return intake.readBatch(body.getBytes(UTF_8)).stream()
        .map(
            verdict ->
                switch (verdict) {
                  case Accepted _ -> "accepted";
                  case Quarantined q -> q.reason().name();
                })
        .toList();
  }

  private static String sale(String time) {
    return """
        {"specversion":"1.0","id":"1","source":"/till/1","type":"parcook.sale.v1",\
        "time":"%s","data":{"lines":[{"item":"burger","quantity":1}]}}"""
        .formatted(time);
  }
}
