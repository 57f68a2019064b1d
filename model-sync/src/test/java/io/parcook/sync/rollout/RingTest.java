package io.parcook.sync.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RingTest {

  private static final List<Store> FLEET =
      IntStream.range(0, 20_000).mapToObj(i -> new Store("store-" + i, Set.of())).toList();

  @Test
  void aRingThatGrowsKeepsItsStores() {
    Set<String> before = Set.of();
    for (double percent : new double[] {0, 1, 10, 10.5, 50, 100}) {
      Set<String> now = in(new Ring.Share(percent), "base-2");
      assertThat(now).containsAll(before);
      assertThat(now.size() / (double) FLEET.size())
          .isCloseTo(percent / 100, within(4 * Math.sqrt(0.25 / FLEET.size())));
      before = now;
    }
    assertThat(before).hasSize(FLEET.size());
  }

  @Test
  void anotherReleaseBeginsWithOtherStores() {
    Set<String> both = in(new Ring.Share(10), "base-2");
    both.retainAll(in(new Ring.Share(10), "base-3"));
    assertThat(both.size() / (double) FLEET.size()).isCloseTo(0.01, within(0.004));
  }

  @Test
  void aStoreHasTheSamePlaceInEveryVersionOfThisCode() {
    // the first 53 bits of `printf 'base-2\0store-7' | sha256sum`
    assertThat(Ring.Share.place("store-7", "base-2")).isEqualTo(0.7694939041310948);
  }

  @Test
  void aRolloutIsAnyOfItsRings() {
    Rollout rollout = new Rollout("base-2", List.of(new Ring.Labelled("pilot"), new Ring.Share(0)));
    assertThat(rollout.includes(new Store("a", Set.of("pilot", "drive-in")))).isTrue();
    assertThat(rollout.includes(new Store("a", Set.of("drive-in")))).isFalse();
    assertThat(Rollout.toEveryone().includes(new Store("a", Set.of()))).isTrue();
    assertThat(new Rollout("", List.of()).includes(new Store("a", Set.of("pilot")))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"everyone", "pilot", "10.0%", "0.25%"})
  void aRingIsReadAsItIsWritten(String text) {
    assertThat(Ring.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "101%", "-1%", "NaN%", "10 percent", "a b", "%"})
  void whatIsNoRingIsRefused(String text) {
    assertThatThrownBy(() -> Ring.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Set<String> in(Ring ring, String salt) {
    return FLEET.stream()
        .filter(store -> ring.includes(store, salt))
        .map(Store::id)
        .collect(Collectors.toSet());
  }
}
