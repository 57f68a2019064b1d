package io.parcook.service.learning;

import io.parcook.sync.catalog.Actor;
import io.parcook.sync.catalog.Added;
import io.parcook.sync.catalog.Artifact;
import io.parcook.sync.catalog.Catalog;
import io.parcook.sync.catalog.CatalogState;
import io.parcook.sync.catalog.NotRecordedException;
import io.parcook.sync.catalog.ShippedModel;
import io.parcook.sync.catalog.VersionState.Fetched;
import io.parcook.sync.catalog.VersionState.Live;
import io.parcook.sync.catalog.VersionState.Retired;
import io.parcook.sync.catalog.Why;
import java.io.ByteArrayInputStream;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Takes a base into the catalog that was not there when the store last ran: a file that the
/// operator names now, or that a newer Parcook ships.
///
/// @param configured whether the operator named it
record Adoption(Catalog catalog, boolean configured) {

  private static final Logger LOG = Logger.getLogger(Adoption.class);

  /// Puts it live, unless it is the live version's base already, or the cloud has sent a later one
  /// than what came with Parcook.
  void adopt(ShippedModel base) {
    Optional<Artifact> live =
        catalog.state().live().map(Live::version).map(version -> version.artifact());
    boolean serves = live.isPresent() && live.get().base().equals(base.artifact().digest());
    boolean later = live.isPresent() && live.get().release() > Artifact.SHIPPED && !configured;
    if (live.isEmpty() || serves || later) {
      return;
    }
    Why why =
        new Why(
            configured ? Actor.OPERATOR : Actor.AUTOMATIC,
            configured ? "parcook.model.path names it." : "It came with this Parcook.");
    try {
      take(base, why);
    } catch (NotRecordedException notOnDisk) {
      LOG.error(notOnDisk.getMessage());
    }
  }

  private void take(ShippedModel base, Why why) {
    Added added = catalog.add(base.artifact(), new ByteArrayInputStream(base.bytes()), why);
    switch (added) {
      case Added.New(Fetched fetched) -> {
        var verified = catalog.record(fetched.verified(why));
        var shadow = catalog.record(catalog.record(verified.admitted(why)).shadow(why));
        catalog.record(shadow.live(why));
      }
      case Added.Known(Retired retired) when isLastGood(retired) -> catalog.rollBack(why);
      case Added.Known _,
          Added.OtherContent _,
          Added.NoBase _,
          Added.Withdrawn _,
          Added.NoRoom _,
          Added.TooMany _ ->
          LOG.warnf("%s What served goes on. %s", why.reason(), added.message());
    }
  }

  private boolean isLastGood(Retired retired) {
    CatalogState state = catalog.state();
    return state.lastGood().equals(Optional.of(retired));
  }
}
