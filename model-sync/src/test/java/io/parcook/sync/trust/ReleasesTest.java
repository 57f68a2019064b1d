package io.parcook.sync.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.sync.disk.Digest;
import io.parcook.sync.rollout.Ring;
import io.parcook.sync.rollout.Store;
import io.parcook.sync.trust.Timestamp.Release;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Who gets what, as the timestamp document says it.
class ReleasesTest {

  private static final Instant UNTIL = Instant.parse("2026-03-02T12:00:00Z");
  private static final Store PILOT = new Store("1", Set.of("pilot"));
  private static final Store OTHER = new Store("2", Set.of());

  @Test
  void aNewReleaseGoesToItsRingAndTheOthersKeepTheirs() {
    Timestamp first = first();
    Timestamp second = first.next(release(2, "pilot"), 0, UNTIL);
    assertThat(second.version()).isEqualTo(first.version() + 1);
    assertThat(second.newestFor(PILOT)).hasValue(release(2, "pilot"));
    assertThat(second.newestFor(OTHER)).hasValue(release(1, "everyone"));
  }

  @Test
  void whatNobodyWouldTakeAnyMoreIsLeftOut() {
    Timestamp all = first().next(release(2, "pilot"), 0, UNTIL);
    assertThat(all.next(release(2, "pilot", "everyone"), 0, UNTIL).releases())
        .containsExactly(release(2, "pilot", "everyone"));
    assertThat(all.next(release(3, "10%"), 2, UNTIL).releases())
        .containsExactly(release(2, "pilot"), release(3, "10%"));
  }

  @Test
  void aReleaseBelowTheMinimumIsForNobody() {
    Timestamp raised = new Timestamp(2, UNTIL, 2, List.of(release(1, "everyone")));
    assertThat(raised.newestFor(PILOT)).isEmpty();
  }

  @Test
  void aLargerShareHoldsTheSmallerOne() {
    Timestamp tenth = new Timestamp(1, UNTIL, 0, List.of(release(7, "10%")));
    Timestamp half = tenth.next(release(7, "50%"), 0, UNTIL);
    int inTenth = 0;
    for (int i = 0; i < 2_000; i++) {
      Store store = new Store("store-" + i, Set.of());
      boolean early = tenth.newestFor(store).isPresent();
      inTenth += early ? 1 : 0;
      assertThat(half.newestFor(store).isPresent() || !early).as(store.id()).isTrue();
    }
    assertThat(inTenth).isBetween(150, 250);
  }

  @Test
  void aDocumentIsReadAsItWasWritten() {
    Timestamp all = first().next(release(2, "pilot", "12.5%"), 1, UNTIL);
    assertThat(Timestamp.parse(all.bytes())).isEqualTo(all);
  }

  private static Timestamp first() {
    return new Timestamp(1, UNTIL, 0, List.of(release(1, "everyone")));
  }

  private static Release release(long number, String... rings) {
    return new Release(
        number,
        Digest.of(new byte[] {(byte) number}),
        Arrays.stream(rings).map(Ring::parse).toList());
  }
}
