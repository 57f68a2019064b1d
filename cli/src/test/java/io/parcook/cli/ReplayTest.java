package io.parcook.cli;

import static io.parcook.cli.StoreStand.Fault.BUSY;
import static io.parcook.cli.StoreStand.Fault.DROP_ANSWER;
import static io.parcook.cli.StoreStand.Fault.DROP_REQUEST;
import static io.parcook.cli.StoreStand.Fault.NONE;
import static io.parcook.cli.StoreStand.Fault.REFUSE;
import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.pipeline.event.Sale;
import io.parcook.pipeline.event.SaleLine;
import io.parcook.pipeline.ledger.ItemCount;
import io.parcook.simulator.Restaurant;
import io.parcook.simulator.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplayTest {

  private static final Instant FROM = Instant.parse("2026-03-02T00:00:00Z");
  private static final Instant UNTIL = FROM.plus(Duration.ofDays(7));
  private static final Path MAPPINGS = SharedData.root().resolve("cli/mappings");
  private static final Path MAPPING = MAPPINGS.resolve("simulated-orders.json");

  @TempDir static Path simulated;
  @TempDir Path folder;
  private StoreStand stand;
  private Path orders;

  @BeforeEach
  void simulateAWeekOfOrders() throws IOException {
    stand = new StoreStand(folder, InstantSource.fixed(UNTIL), 1, ZoneOffset.UTC);
    orders = simulated.resolve("orders.csv.gz");
    if (!Files.exists(orders)) {
      assertThat(
              Commands.run(
                      "simulate",
                      "-q",
                      "--out",
                      orders,
                      "--from",
                      "2026-03-02",
                      "--days",
                      7,
                      "--zone",
                      "UTC",
                      "--store",
                      "s",
                      "--seed",
                      3)
                  .exit())
          .isZero();
    }
  }

  @AfterEach
  void close() {
    stand.close();
  }

  /// What the simulation rang up, counted from its events, not from the file.
  private static Map<String, Long> rung() {
    Map<String, Long> portions = new TreeMap<>();
    new Simulation(Restaurant.usual("s", ZoneId.of("UTC"), 3), FROM, UNTIL)
        .stream()
            .flatMap(e -> e instanceof Sale sale ? sale.lines().stream() : null)
            .forEach(
                l ->
                    portions.merge(l.item() + (l.isVoid() ? " back" : ""), portions(l), Long::sum));
    return portions;
  }

  private static long portions(SaleLine line) {
    return line.quantity();
  }

  private Map<String, Long> kept() {
    Map<String, Long> portions = new TreeMap<>();
    for (ItemCount count : stand.counts()) {
      portions.put(count.item(), count.sold());
      if (count.voided() > 0) {
        portions.put(count.item() + " back", count.voided());
      }
    }
    return portions;
  }

  private Commands.Ran replay(Object... more) {
    Object[] words = new Object[7 + more.length];
    List<Object> first =
        List.of("replay", "-q", orders, "--mapping", MAPPING, "--to", stand.address());
    for (int i = 0; i < words.length; i++) {
      words[i] = i < 7 ? first.get(i) : more[i - 7];
    }
    return Commands.run(words);
  }

  @Test
  void theLedgerCountsWhatTheFileHoldsToTheUnit() {
    assertThat(replay().exit()).isZero();

    assertThat(kept()).isEqualTo(rung());
  }

  @Test
  void connectionsThatDropBeforeAndAfterTheCommitChangeNothing() {
    stand.faults(
        n ->
            switch (n % 5) {
              case 1 -> DROP_REQUEST;
              case 2 -> DROP_ANSWER;
              case 3 -> BUSY;
              default -> NONE;
            });

    Commands.Ran ran = replay();

    assertThat(ran.exit()).as(ran.said()).isZero();
    assertThat(kept()).isEqualTo(rung());
    assertThat(ran.said()).contains("tried again");
  }

  @Test
  void aSecondReplayIsAllRepeats() {
    replay();

    Commands.Ran again = replay("--batch", 17);

    assertThat(again.said()).contains("stored 0,").contains("quarantined 0");
    assertThat(kept()).isEqualTo(rung());
  }

  @Test
  void aReplayGoesOnFromItsCheckpoint() {
    Path checkpoint = folder.resolve("checkpoint");
    stand.faults(n -> n <= 20 ? NONE : REFUSE);
    Commands.Ran first = replay("--checkpoint", checkpoint, "--batch", 50, "--window", 1);
    stand.faults(_ -> NONE);

    Commands.Ran second = replay("--checkpoint", checkpoint, "--batch", 50);

    assertThat(first.exit()).isEqualTo(Exit.REFUSED);
    assertThat(first.said()).contains("no token").contains("stored 1,000");
    assertThat(second.said()).contains("(1,000 were acknowledged before)").contains("repeated 0,");
    assertThat(kept()).isEqualTo(rung());
  }

  @Test
  void aCheckpointOfAnotherReplayIsRefused() {
    Path checkpoint = folder.resolve("checkpoint");
    replay("--checkpoint", checkpoint);

    Commands.Ran other = replay("--checkpoint", checkpoint, "--source", "/till/other");

    assertThat(other.exit()).isEqualTo(Exit.INPUT);
    assertThat(other.said()).contains("not a checkpoint of this replay");
  }

  @Test
  void aStoreThatDoesNotAnswerIsGivenUpAfterTheTimeGiven() {
    stand.faults(_ -> DROP_REQUEST);

    Commands.Ran ran = replay("--give-up-after", "1s");

    assertThat(ran.exit()).isEqualTo(Exit.UNREACHABLE);
    assertThat(ran.said())
        .contains("No answer from http://localhost")
        .contains("not counted twice");
  }

  @Test
  void quarantinedOrdersAreCountedWithTheirReason() throws IOException {
    Path future = folder.resolve("future.csv");
    Files.writeString(future, "time,order,item,quantity,channel\n2031-01-01T10:00:00,1,wrap,1,x\n");

    Commands.Ran ran =
        Commands.run("replay", "-q", future, "--mapping", MAPPING, "--to", stand.address());

    assertThat(ran.exit()).isEqualTo(Exit.QUARANTINED);
    assertThat(ran.said()).contains("FUTURE: 1").contains("later than the store's clock");
  }

  @Test
  void onlyTheSpanAskedForIsReplayed() {
    replay("--from", "2026-03-03", "--until", "2026-03-04T12:00:00Z");

    assertThat(stand.intervals()).isNotEmpty();
    assertThat(stand.intervals())
        .allSatisfy(
            count ->
                assertThat(count.from())
                    .isBetween(
                        Instant.parse("2026-03-03T00:00:00Z"),
                        Instant.parse("2026-03-04T11:45:00Z")));
  }

  @Test
  void aFileThatBreaksSaysWhere() throws IOException {
    Path broken = folder.resolve("broken.csv");
    Files.writeString(
        broken,
        "time,order,item,quantity,channel\n2026-03-02T10:00:00,1,wrap,1,x\nnoon,2,wrap,1,x\n");

    Commands.Ran ran =
        Commands.run("replay", "-q", broken, "--mapping", MAPPING, "--to", stand.address());

    assertThat(ran.exit()).isEqualTo(Exit.INPUT);
    assertThat(ran.said()).contains("broken.csv, line 3").contains("'noon'");
  }

  @Test
  void aCommandLineThatMakesNoSenseIsRefused() {
    assertThat(replay("--speed", "fast").exit()).isEqualTo(2);
    assertThat(replay("--kafka", "localhost:1").exit()).isEqualTo(2);
    assertThat(replay("--from", "monday").said()).contains("'monday' is not a date");
    assertThat(replay("--give-up-after", "soon").said()).contains("such as 90s, 10m");
    assertThat(stand.requests()).isZero();
  }
}
