package io.parcook.service.learning;

import io.parcook.models.adapter.Adapter;
import io.parcook.models.evaluate.Evidence;
import io.parcook.models.evaluate.Verdict;
import io.parcook.models.night.GateReport;
import io.parcook.models.night.NightFigures;
import io.parcook.models.night.NightOutcome;
import io.parcook.service.learning.NightRecord.Result;
import io.parcook.sync.catalog.Actor;
import io.parcook.sync.catalog.VersionState.Live;
import io.parcook.sync.catalog.Why;
import io.parcook.sync.disk.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What becomes of a night when it ends, whoever ran it: what it found is taken into the catalog up
/// to its trial, and the record says what came of it.
record NightEnding(ModelLife life, InstantSource clock) {

  /// Ends a child's night.
  ///
  /// @param live what served when it began
  /// @throws IOException if what it found cannot be read
  NightRecord of(NightRecord night, Live live, NightOutcome outcome) throws IOException {
    return switch (outcome) {
      case NightOutcome.Tuned(Path adapter, NightFigures figures, GateReport gate) ->
          found(night, live.version().artifact().digest(), read(adapter), figures, gate);
      case NightOutcome.NotBetter(String reason, _, Optional<GateReport> gate) ->
          kept(night, reason, gate);
      case NightOutcome.Failed(var failure, String reason) ->
          ended(night, Result.FAILED, failure + ": " + reason);
      case NightOutcome.Cancelled _ -> ended(night, Result.INTERRUPTED, "The service stopped.");
    };
  }

  /// Ends a night that says that it found something better.
  ///
  /// @param live what the gate compared it with; where something else serves by now, its evidence
  ///     is of a model that is gone, and nothing is taken
  NightRecord found(
      NightRecord night, Digest live, byte[] adapter, NightFigures figures, GateReport gate) {
    Optional<Digest> serves =
        life.catalog().state().live().map(now -> now.version().artifact().digest());
    if (!serves.equals(Optional.of(live))) {
      return kept(
          night,
          "Something else serves since it began, with which it was not compared; nothing is taken.",
          Optional.of(gate));
    }
    if (gate.verdict() != Verdict.BETTER) {
      return kept(night, gate.sentence(), Optional.of(gate));
    }
    Why why = new Why(Actor.TUNER, gate.sentence(), figures(gate));
    Candidacy candidacy = Candidacy.of(life, adapter, why);
    Result result =
        switch (candidacy) {
          case Candidacy.OnTrial _ -> Result.CANDIDATE;
          case Candidacy.Declined _ -> Result.NOT_BETTER;
        };
    String reason = candidacy.sentence() + " " + gate.sentence() + " " + figures;
    return night.ended(clock.instant(), result, reason, figures(gate));
  }

  /// Ends a night that found nothing better.
  NightRecord kept(NightRecord night, String reason, Optional<GateReport> gate) {
    Instant now = clock.instant();
    Map<String, Double> figures = gate.map(NightEnding::figures).orElseGet(Map::of);
    return night.ended(now, Result.NOT_BETTER, reason, figures);
  }

  /// Ends a night that has no figures.
  NightRecord ended(NightRecord night, Result result, String reason) {
    return night.ended(clock.instant(), result, reason, Map.of());
  }

  private static byte[] read(Path adapter) throws IOException {
    try (InputStream in = Files.newInputStream(adapter)) {
      return in.readNBytes(Adapter.MOST_BYTES + 1);
    }
  }

  private static Map<String, Double> figures(GateReport gate) {
    Map<String, Double> all = new TreeMap<>();
    all.put("gate.wql", gate.candidate());
    all.put("gate.wql.live", gate.live());
    all.put("gate.wql.base", gate.base());
    all.put("gate.wql.usual", gate.usual());
    add(all, "gate.live", gate.againstLive());
    add(all, "gate.base", gate.againstBase());
    add(all, "gate.usual", gate.againstUsual());
    add(all, "gate.itself", gate.itself());
    return all.entrySet().stream()
        .filter(figure -> Double.isFinite(figure.getValue()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static void add(Map<String, Double> all, String name, Evidence evidence) {
    all.put(name + ".days", (double) evidence.days());
    all.put(name + ".difference", evidence.difference());
    all.put(name + ".p.better", evidence.better());
  }
}
