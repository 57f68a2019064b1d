package io.parcook.sync.registry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parcook.sync.disk.FolderDisk;
import io.parcook.sync.registry.BudgetPlan;
import io.parcook.sync.registry.ByteBudget;
import io.parcook.sync.registry.CuttingProxy;
import io.parcook.sync.registry.DebianRegistry;
import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.MinimumSpeed;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.RegistryException;
import io.parcook.sync.registry.RegistryFault;
import io.parcook.sync.registry.Spent;
import io.parcook.sync.registry.Transfer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real registry behind a line that is cut.
class BrokenLineTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final int SIZE = 1_000_003;

  /// What the head of one answer has at most.
  private static final int HEAD = 700;

  @SuppressWarnings("NullAway.Init")
  private static DebianRegistry debian;

  @TempDir Path folder;

  private final byte[] bytes = new byte[SIZE];
  private final Descriptor blob;

  BrokenLineTest() {
    new Random(11).nextBytes(bytes);
    blob = Descriptor.of("application/octet-stream", bytes);
  }

  @BeforeAll
  static void start(@TempDir Path stored) {
    debian = DebianRegistry.open(stored);
  }

  @AfterAll
  static void stop() {
    debian.close();
  }

  @Test
  void aDownloadThatIsCutAtEveryTenthFetchesNoByteTwice() throws IOException {
    pushed("tenths");
    List<Long> cuts = LongStream.range(0, 10).mapToObj(_ -> SIZE / 10L + HEAD / 2).toList();
    AtomicLong came = new AtomicLong();
    try (CuttingProxy line = new CuttingProxy(debian.port(), cuts, false);
        Registry registry = behind(line, "tenths")) {
      registry.fetch(blob, disk(), "model", counting(came));

      assertThat(folder.resolve("model")).hasBinaryContent(bytes);
      assertThat(came).hasValue(SIZE);
      assertThat(line.connections()).isGreaterThanOrEqualTo(10);
      assertThat(line.down()).isBetween((long) SIZE, SIZE + line.connections() * HEAD);
    }
  }

  @Test
  void aStoreThatStopsAndStartsGoesOnWhereItWas() throws IOException {
    pushed("restarts");
    AtomicLong came = new AtomicLong();
    for (int part = 1; part <= 5; part++) {
      List<Long> cuts = LongStream.range(0, 50).mapToObj(i -> i == 0 ? 199_000L : 0L).toList();
      try (CuttingProxy line = new CuttingProxy(debian.port(), cuts, false);
          Registry registry = behind(line, "restarts")) {
        assertThatThrownBy(() -> registry.fetch(blob, disk(), "model", counting(came)))
            .isInstanceOfSatisfying(
                RegistryException.class,
                e -> assertThat(e.fault()).isInstanceOf(RegistryFault.Unreachable.class));
      }
      assertThat(Files.size(folder.resolve("model.part"))).isEqualTo(came.get());
      assertThat(folder.resolve("model")).doesNotExist();
    }
    assertThat(came.get()).isGreaterThan(SIZE * 9 / 10);
    try (Registry registry = new HttpRegistry(debian.access("restarts"))) {
      registry.fetch(blob, disk(), "model", counting(came));
    }
    assertThat(came).hasValue(SIZE);
    assertThat(folder.resolve("model")).hasBinaryContent(bytes);
  }

  @Test
  void anUploadToARegistryThatForgetsItOnABrokenLineBeginsAnewAndArrives() throws IOException {
    List<Long> cuts = List.of(SIZE / 5L, SIZE / 2L, SIZE / 5L);
    try (CuttingProxy line = new CuttingProxy(debian.port(), cuts, true);
        Registry registry =
            new HttpRegistry(
                DebianRegistry.access(origin(line.port()), "uploads").withChunk(50_000))) {
      registry.push(blob, () -> new ByteArrayInputStream(bytes), Transfer.UNBOUNDED);
      assertThat(line.connections()).isGreaterThan(3);
    }
    try (Registry registry = new HttpRegistry(debian.access("uploads"))) {
      registry.fetch(blob, disk(), "model", Transfer.UNBOUNDED);
    }
    assertThat(folder.resolve("model")).hasBinaryContent(bytes);
  }

  @Test
  void theBudgetOfAnHourIsNeverExceededAndTheNextGoesOn() throws IOException {
    pushed("budget");
    Instant[] now = {Instant.parse("2026-03-02T09:10:00Z")};
    BudgetPlan plan = new BudgetPlan(ZoneId.of("UTC"), 300_000, List.of());
    ByteBudget budget = new ByteBudget(plan, () -> now[0], Spent.NOTHING);
    AtomicLong came = new AtomicLong();
    Transfer transfer = new Transfer(SIZE, MinimumSpeed.DEFAULT, budget, came::addAndGet);
    try (CuttingProxy line = new CuttingProxy(debian.port(), List.of(), false);
        Registry registry = behind(line, "budget")) {
      for (int hour = 1; hour <= 3; hour++) {
        assertThatThrownBy(() -> registry.fetch(blob, disk(), "model", transfer))
            .isInstanceOfSatisfying(
                RegistryException.class,
                e ->
                    assertThat(e.fault())
                        .isEqualTo(
                            new RegistryFault.OverBudget(
                                blob.digest().toString(),
                                SIZE - came.get(),
                                now[0].truncatedTo(ChronoUnit.HOURS).plus(HOUR))));
        assertThat(came).hasValue(300_000L * hour);
        assertThat(line.down()).isLessThan(300_000L * hour + line.connections() * HEAD + HEAD * 3);
        now[0] = now[0].plus(HOUR);
      }
      registry.fetch(blob, disk(), "model", transfer);
    }
    assertThat(folder.resolve("model")).hasBinaryContent(bytes);
  }

  @Test
  void aRegistryThatIsNotThereIsGivenUp() throws IOException {
    try (Registry registry = new HttpRegistry(DebianRegistry.access(origin(1), "nowhere"))) {
      assertThatThrownBy(() -> registry.has(blob.digest()))
          .isInstanceOfSatisfying(
              RegistryException.class,
              e -> assertThat(e.fault()).isInstanceOf(RegistryFault.Unreachable.class))
          .hasMessageContaining("localhost:1/nowhere");
    }
  }

  private void pushed(String repository) throws IOException {
    try (Registry registry = new HttpRegistry(debian.access(repository))) {
      registry.push(blob, bytes);
    }
  }

  private static Registry behind(CuttingProxy line, String repository) throws IOException {
    return new HttpRegistry(DebianRegistry.access(origin(line.port()), repository));
  }

  private static URI origin(int port) {
    return URI.create("http://localhost:" + port);
  }

  private FolderDisk disk() throws IOException {
    return new FolderDisk(folder);
  }

  private static Transfer counting(AtomicLong came) {
    return new Transfer(SIZE, MinimumSpeed.DEFAULT, ByteBudget.unlimited(), came::addAndGet);
  }
}
