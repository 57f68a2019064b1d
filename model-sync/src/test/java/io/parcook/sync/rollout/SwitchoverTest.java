package io.parcook.sync.rollout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.sync.catalog.Actor;
import io.parcook.sync.catalog.Added;
import io.parcook.sync.catalog.Artifact;
import io.parcook.sync.catalog.Catalog;
import io.parcook.sync.catalog.CatalogOptions;
import io.parcook.sync.catalog.Rollback;
import io.parcook.sync.catalog.ShippedModel;
import io.parcook.sync.catalog.VersionState.Live;
import io.parcook.sync.catalog.VersionState.Shadow;
import io.parcook.sync.catalog.Why;
import io.parcook.sync.disk.Digest;
import io.parcook.sync.disk.PowerCutDisk;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SwitchoverTest {

  private static final Why WHY = new Why(Actor.CLOUD, "better on eleven of fourteen days");
  private static final Rollout EVERYONE = Rollout.toEveryone();

  private Instant now = Instant.parse("2026-11-23T09:00:00Z");
  private final Catalog catalog =
      Catalog.open(
          new PowerCutDisk(),
          CatalogOptions.DEFAULT,
          () -> now,
          Optional.of(ShippedModel.of("shipped", "shipped".getBytes(UTF_8))));
  private final Switchover switchover =
      new Switchover(
          catalog,
          new Store("store-7", Set.of("pilot")),
          new RushHours(
              ZoneOffset.UTC,
              List.of(RushHours.Window.daily(LocalTime.of(11, 0), LocalTime.of(14, 0)))),
          () -> now);

  @Test
  void aChangeWaitsForTheEndOfTheRushAndARollbackDoesNot() {
    live(switchover.promote(shadow(base("one", 1)), EVERYONE, WHY));
    Shadow two = shadow(base("two", 2));
    now = Instant.parse("2026-11-23T12:00:00Z");
    Instant end = Instant.parse("2026-11-23T14:00:00Z");
    assertThat(switchover.promote(two, EVERYONE, WHY)).isEqualTo(new Promotion.Waits(two, end));
    assertThat(switchover.rollBack(WHY)).isInstanceOf(Rollback.Done.class);
    assertThat(catalog.state().live().orElseThrow().version().artifact().name())
        .isEqualTo("shipped");
    now = end;
    assertThat(live(switchover.promote(two, EVERYONE, WHY)).version()).isEqualTo(two.version());
  }

  @Test
  void aReleaseWaitsForThisStoresRing() {
    Shadow one = shadow(base("one", 1));
    Rollout others = new Rollout("one", List.of(new Ring.Labelled("drive-in")));
    assertThat(switchover.promote(one, others, WHY)).isEqualTo(new Promotion.NotThisStore(one));
    Rollout pilots = new Rollout("one", List.of(new Ring.Labelled("pilot")));
    live(switchover.promote(one, pilots, WHY));
  }

  @Test
  void noReleaseGoesLiveAfterANewerOneEvenIfThatWasTakenBack() {
    Shadow two = shadow(base("two", 2));
    Shadow three = shadow(base("three", 3));
    Shadow again = shadow(base("three-again", 3));
    live(switchover.promote(three, EVERYONE, WHY));
    switchover.rollBack(WHY);
    assertThat(switchover.promote(two, EVERYONE, WHY)).isEqualTo(new Promotion.NotNewer(two, 3));
    assertThat(switchover.promote(again, EVERYONE, WHY))
        .isEqualTo(new Promotion.NotNewer(again, 3));
  }

  @Test
  void anAdapterGoesLiveOnlyOnTheBaseThatServes() {
    Artifact.Base one = base("one", 1);
    live(switchover.promote(shadow(one), EVERYONE, WHY));
    Shadow first = shadow(adapter("first night", one));
    Shadow second = shadow(adapter("second night", one));
    Shadow late = shadow(adapter("third night", one));
    live(switchover.promote(first, new Rollout("", List.of()), WHY));
    live(switchover.promote(second, EVERYONE, WHY));
    live(switchover.promote(shadow(base("two", 2)), EVERYONE, WHY));
    assertThat(switchover.promote(late, EVERYONE, WHY)).isEqualTo(new Promotion.OtherBase(late));
  }

  private Shadow shadow(Artifact artifact) {
    byte[] bytes = artifact.name().getBytes(UTF_8);
    Added added = catalog.add(artifact, new ByteArrayInputStream(bytes), WHY);
    var verified = catalog.record(((Added.New) added).version().verified(WHY));
    return catalog.record(catalog.record(verified.admitted(WHY)).shadow(WHY));
  }

  private static Live live(Promotion promotion) {
    assertThat(promotion.message()).endsWith("is live.");
    return ((Promotion.Done) promotion).live();
  }

  private static Artifact.Base base(String name, long release) {
    byte[] bytes = name.getBytes(UTF_8);
    return new Artifact.Base(name, release, Digest.of(bytes), bytes.length);
  }

  private static Artifact.Adapter adapter(String name, Artifact.Base base) {
    byte[] bytes = name.getBytes(UTF_8);
    return new Artifact.Adapter(
        name, base.release(), Digest.of(bytes), bytes.length, base.digest());
  }
}
