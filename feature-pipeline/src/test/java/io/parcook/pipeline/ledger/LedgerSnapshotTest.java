package io.parcook.pipeline.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.parcook.pipeline.history.IntervalChange;
import io.parcook.pipeline.ledger.LedgerRefusedException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerSnapshotTest {

  private static final InstantSource CLOCK = InstantSource.fixed(Sales.NOON.plusSeconds(4_000));

  @TempDir Path folder;

  @Test
  void itReadsWhatIsCommittedWhileTheWriterHasItOpen() {
    Path file = folder.resolve("store.db");
    try (Ledger ledger = Ledger.open(file, LedgerOptions.DEFAULT, CLOCK)) {
      ledger.append(Sales.numbers(0, 500), List.of()).join();
      LedgerSnapshot snapshot = LedgerSnapshot.of(file, CLOCK);
      assertThat(snapshot.interval()).isEqualTo(LedgerOptions.DEFAULT.interval());
      assertThat(replayed(snapshot)).isEqualTo(replayed(ledger)).isNotEmpty();

      ledger.append(Sales.numbers(500, 600), List.of()).join();
      assertThat(replayed(snapshot)).isEqualTo(replayed(ledger));
    }
  }

  @Test
  void itReadsALedgerThatNobodyHasOpenAndLeavesItsFileAsItWas() throws IOException {
    Path file = folder.resolve("store.db");
    try (Ledger ledger = Ledger.open(file, LedgerOptions.DEFAULT, CLOCK)) {
      ledger.append(Sales.numbers(0, 100), List.of()).join();
    }
    byte[] before = Files.readAllBytes(file);
    assertThat(replayed(LedgerSnapshot.of(file, CLOCK))).isNotEmpty();
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void aFileThatIsNoLedgerIsRefused() throws IOException {
    Path text =
        Files.writeString(folder.resolve("notes.db"), "no database at all, but long enough");
    assertThatExceptionOfType(LedgerRefusedException.class)
        .isThrownBy(() -> LedgerSnapshot.of(text, CLOCK))
        .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.UNUSABLE));
    assertThatExceptionOfType(LedgerRefusedException.class)
        .isThrownBy(() -> LedgerSnapshot.of(folder.resolve("none.db"), CLOCK))
        .withMessageContaining("There is no ledger");
  }

  private static List<IntervalChange> replayed(LedgerSnapshot snapshot) {
    List<IntervalChange> told = new ArrayList<>();
    snapshot.replay(Instant.EPOCH, told::addAll);
    return told;
  }

  private static List<IntervalChange> replayed(Ledger ledger) {
    List<IntervalChange> told = new ArrayList<>();
    ledger.replay(Instant.EPOCH, told::addAll);
    return told;
  }
}
