package io.parcook.service.learning;

import io.parcook.models.forecast.SessionSettings;
import io.parcook.service.forecast.ServedModel;
import io.parcook.service.forecast.Serving;
import io.parcook.sync.catalog.Actor;
import io.parcook.sync.catalog.Catalog;
import io.parcook.sync.catalog.NotRecordedException;
import io.parcook.sync.catalog.Rollback;
import io.parcook.sync.catalog.VersionState;
import io.parcook.sync.catalog.VersionState.Live;
import io.parcook.sync.catalog.VersionState.Shadow;
import io.parcook.sync.catalog.Why;
import io.parcook.sync.disk.Digest;
import io.parcook.sync.fetch.LiveSwitch;
import io.parcook.sync.rollout.Promotion;
import io.parcook.sync.rollout.Rollout;
import io.parcook.sync.rollout.Switchover;
import java.util.Optional;
import org.jboss.logging.Logger;

/// What serves follows from the catalog: each step here is first on disk with its reason and
/// figures, and then serves. One step at a time.
public final class ModelLife implements LiveSwitch {

  private static final Logger LOG = Logger.getLogger(ModelLife.class);

  /// A moment of [Trial] has fewer.
  private static final int ROWS_ASIDE = 512;

  private final Catalog catalog;
  private final Switchover switchover;
  private final VersionOpening opening;
  private final VersionOpening aside;
  private final Serving serving;

  private ModelLife(
      Catalog catalog,
      Switchover switchover,
      VersionOpening opening,
      VersionOpening aside,
      Serving serving) {
    this.catalog = catalog;
    this.switchover = switchover;
    this.opening = opening;
    this.aside = aside;
    this.serving = serving;
  }

  /// Opens the live version of a catalog. One that cannot be opened gives way to the last good one,
  /// and the last of them to the usual level.
  ///
  /// @param base open already; it serves if it is the live version, or if none ever was
  static ModelLife begin(
      Catalog catalog, Switchover switchover, SessionSettings settings, FirstBase base) {
    VersionOpening opening = new VersionOpening(catalog, settings);
    SessionSettings small =
        new SessionSettings(
            settings.provider(), settings.threads(), ROWS_ASIDE, settings.tolerance());
    VersionOpening aside = new VersionOpening(catalog, small);
    Optional<Digest> live =
        catalog.state().live().map(version -> version.version().artifact().digest());
    if (live.equals(base.file().map(file -> file.artifact().digest()))) {
      return new ModelLife(catalog, switchover, opening, aside, new Serving(base.model()));
    }
    base.model().forecaster().close();
    return new ModelLife(
        catalog, switchover, opening, aside, new Serving(openLive(catalog, opening)));
  }

  public Catalog catalog() {
    return catalog;
  }

  public Serving serving() {
    return serving;
  }

  /// Goes back to the last good version.
  ///
  /// @throws NotRecordedException if the disk does not take it; what serves goes on
  public synchronized Rollback rollBack(Why why) {
    Rollback rollback = switchover.rollBack(why);
    if (rollback instanceof Rollback.Done(Live live, var refused)) {
      LOG.infof("Rolled back from %s to %s: %s", refused.version(), live.version(), why.reason());
      serving.switchTo(openLive(catalog, opening));
    }
    return rollback;
  }

  /// Serves with a version from shadow, if it may serve now. One that cannot be opened is refused.
  ///
  /// @throws NotRecordedException if the disk does not take it; what serves goes on
  @Override
  public synchronized Promotion promote(Shadow shadow, Rollout rollout, Why why) {
    Promotion promotion = switchover.promote(shadow, rollout, why);
    if (promotion instanceof Promotion.Done(Live live)) {
      LOG.infof("%s serves now: %s", live.version(), why.reason());
      serving.switchTo(openLive(catalog, opening));
    }
    return promotion;
  }

  /// Sets the lowest release that may serve; a live version below it gives way, at any hour.
  ///
  /// @throws NotRecordedException if the disk does not take it; what serves goes on
  @Override
  public synchronized void requireRelease(long minimum, Why why) {
    Optional<Live> before = catalog.state().live();
    Optional<Live> after = catalog.requireRelease(minimum, why).live();
    if (!after.equals(before)) {
      LOG.infof("Release %d is the least that may serve: %s", minimum, why.reason());
      serving.switchTo(openLive(catalog, opening));
    }
  }

  /// Refuses a candidate.
  ///
  /// @throws NotRecordedException if the disk does not take it
  synchronized void refuse(VersionState.Candidate candidate, Why why) {
    catalog.record(candidate.refused(why));
    LOG.infof("%s will not serve: %s", candidate.version(), why.reason());
  }

  /// Opens a version beside what serves, for a trial, with buffers for few rows.
  ServedModel open(VersionState version) {
    return aside.open(version);
  }

  private static ServedModel openLive(Catalog catalog, VersionOpening opening) {
    String reason = "No model was ever put live here.";
    while (catalog.state().live().isPresent()) {
      Live live = catalog.state().live().get();
      ServedModel model = opening.open(live);
      if (!(model instanceof ServedModel.Absent(var usual, var why))) {
        return model;
      }
      usual.close();
      reason = live.version() + " cannot be opened: " + why;
      LOG.error(reason);
      try {
        if (!(catalog.rollBack(new Why(Actor.AUTOMATIC, reason)) instanceof Rollback.Done)) {
          return ServedModel.absent(reason);
        }
      } catch (NotRecordedException notOnDisk) {
        return ServedModel.absent(reason + " " + notOnDisk.getMessage());
      }
    }
    return ServedModel.absent(reason);
  }
}
