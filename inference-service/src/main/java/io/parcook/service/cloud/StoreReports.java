package io.parcook.service.cloud;

import io.parcook.models.calibrate.LevelCoverage;
import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.ledger.Ledger;
import io.parcook.pipeline.ledger.LedgerStats;
import io.parcook.pipeline.ledger.Reports;
import io.parcook.service.learning.Calibration;
import io.parcook.service.learning.Standing;
import io.parcook.service.learning.StoreLearning;
import io.parcook.service.learning.Trial;
import io.parcook.sync.catalog.Artifact;
import io.parcook.sync.catalog.Catalog;
import io.parcook.sync.catalog.CatalogStats;
import io.parcook.sync.catalog.VersionState.Live;
import io.parcook.sync.publish.ReferrerSink;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a store tells its cloud of itself, in its ledger among the events: once a day how well it
/// forecasts and how it is, and each adapter that serves. Used by one thread.
public final class StoreReports {

  private final String store;
  private final ZoneId zone;
  private final Ledger ledger;
  private final Catalog catalog;
  private final StoreLearning learning;
  private final Calibration calibration;
  private final Instant started;
  private @Nullable LocalDate told;
  private @Nullable Artifact serving;

  /// @param started when the service did, by the store's clock
  public StoreReports(
      String store,
      ZoneId zone,
      Ledger ledger,
      Catalog catalog,
      StoreLearning learning,
      Calibration calibration,
      Instant started) {
    this.store = store;
    this.zone = zone;
    this.ledger = ledger;
    this.catalog = catalog;
    this.learning = learning;
    this.calibration = calibration;
    this.started = started;
  }

  /// Tells what is new. What was told already is a repeat, and the ledger leaves it out.
  ///
  /// @throws java.util.concurrent.CompletionException if the ledger does not take it now
  void tell(Instant now) {
    Optional<Live> live = catalog.state().live();
    LocalDate today = now.atZone(zone).toLocalDate();
    if (!today.equals(told)) {
      keep("health", today.toString(), now, health(live, now));
      if (live.isPresent()) {
        keep("score", today.toString(), now, score(live.get()));
      }
      told = today;
    }
    if (live.isPresent()
        && live.get().version().artifact() instanceof Artifact.Adapter adapter
        && !adapter.equals(serving)) {
      keep(ReferrerSink.ADAPTER, adapter.digest().hex(), now, adapter(live.get(), adapter));
      serving = adapter;
    }
  }

  private void keep(String kind, String name, Instant now, Map<String, String> facts) {
    EventId id = new EventId("/stores/" + store, kind + "/" + name);
    ledger.report(id, now, Reports.write(id, now, kind, facts)).join();
  }

  private Map<String, String> health(Optional<Live> live, Instant now) {
    LedgerStats stats = ledger.stats();
    CatalogStats models = catalog.stats();
    Map<String, String> facts = new TreeMap<>();
    live.ifPresent(version -> facts.putAll(facts(version)));
    facts.put("started", started.toString());
    facts.put("asOf", now.toString());
    facts.put("ledger.used", Long.toString(stats.disk().used()));
    facts.put("ledger.budget", Long.toString(stats.disk().budget()));
    facts.put("ledger.failed", Long.toString(stats.failed()));
    facts.put("events.stored", Long.toString(stats.stored()));
    facts.put("events.quarantined", Long.toString(stats.quarantined()));
    facts.put("models.used", Long.toString(models.bytes()));
    facts.put("models.budget", Long.toString(models.diskBudget()));
    return facts;
  }

  private Map<String, String> score(Live live) {
    Map<String, String> facts = facts(live);
    switch (learning) {
      case StoreLearning.On(Trial trial, _) -> {
        for (Standing standing : trial.standings()) {
          if (standing.version() == live.version().number()) {
            String watched =
                live.version().artifact() instanceof Artifact.Adapter ? "base" : "before";
            String against = standing.against() == 0 ? "usual" : watched;
            facts.put("days." + against, Integer.toString(standing.days()));
            facts.put("wql." + against, Double.toString(standing.wqlOfOther()));
            facts.put("wql", Double.toString(standing.wql()));
          }
        }
      }
      case StoreLearning.Off _ -> {
        // Nothing is scored.
      }
    }
    for (LevelCoverage level : calibration.coverage()) {
      if (level.rows() > 0) {
        facts.put(
            "covered." + level.pace() + "." + level.level(), Double.toString(level.covered()));
      }
    }
    return facts;
  }

  private static Map<String, String> adapter(Live live, Artifact.Adapter adapter) {
    Map<String, String> facts = facts(live);
    facts.put("base", adapter.base().toString());
    live.since().why().figures().forEach((name, v) -> facts.put("figure." + name, v.toString()));
    return facts;
  }

  private static Map<String, String> facts(Live live) {
    Artifact artifact = live.version().artifact();
    Map<String, String> facts = new TreeMap<>();
    facts.put("model", artifact.name());
    facts.put("release", Long.toString(artifact.release()));
    facts.put("digest", artifact.digest().toString());
    facts.put("since", live.since().at().toString());
    return facts;
  }
}
