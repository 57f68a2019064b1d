package io.parcook.service.wiring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.parcook.models.calibrate.LevelCoverage;
import io.parcook.service.forecast.LiveForecast;
import io.parcook.service.learning.Calibration;
import io.parcook.service.learning.ModelLife;
import io.parcook.service.learning.NightRecord.Result;
import io.parcook.service.learning.Nights;
import io.parcook.service.learning.StoreLearning;
import io.parcook.service.learning.StoreModels;
import io.parcook.service.learning.Trial;
import io.parcook.sync.catalog.Catalog;
import io.parcook.sync.catalog.VersionState.Refused;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/// What `/q/metrics` tells of models: their versions, the trial, and whether quantiles hold what
/// they promise. `docs/metrics.md` lists them.
@Startup
@Singleton
public class LearningMeters {

  private final MeterRegistry registry;

  public LearningMeters(
      MeterRegistry registry,
      StoreModels models,
      StoreLearning learning,
      Calibration calibration,
      LiveForecast live) {
    this.registry = registry;
    switch (models) {
      case StoreModels.Kept(ModelLife life) -> versions(life.catalog());
      case StoreModels.Unkept _ -> {
        // Nothing is kept that could be told of.
      }
    }
    switch (learning) {
      case StoreLearning.On(Trial trial, var nights) -> {
        trial(trial);
        gauge("parcook.tuning.running", "1 while a night runs", nights, of -> of.runs() ? 1 : 0);
        gauge(
            "parcook.tuning.failed",
            "1 where the last night that ended failed",
            nights,
            LearningMeters::lastFailed);
      }
      case StoreLearning.Off _ -> {
        // Nor is anything tried.
      }
    }
    coverage(calibration, live);
  }

  private void versions(Catalog catalog) {
    gauge(
        "parcook.models.live",
        "Number of the version that serves; 0 where none does",
        catalog,
        of -> of.state().live().map(live -> live.version().number()).orElse(0));
    gauge(
        "parcook.models.candidates",
        "Versions on their way",
        catalog,
        of -> of.stats().candidates());
    gauge(
        "parcook.models.candidates.limit",
        "Most versions on their way",
        catalog,
        of -> of.stats().mostCandidates());
    gauge(
        "parcook.models.refused",
        "Versions that were refused, as far as they are remembered",
        catalog,
        of -> of.state().versions().stream().filter(Refused.class::isInstance).count());
    gauge("parcook.models.disk", "Bytes of model files", catalog, of -> of.stats().bytes());
    gauge(
        "parcook.models.disk.budget",
        "Most bytes of model files",
        catalog,
        of -> of.stats().diskBudget());
    counter(
        "parcook.models.failed",
        "Decisions that the disk did not take",
        catalog,
        of -> of.stats().failedWrites());
  }

  private void trial(Trial trial) {
    counter("parcook.trial.moments", "Moments forecast by all on trial", trial, Trial::made);
    counter("parcook.trial.seconds", "Time spent on them", trial, of -> of.nanos() / 1e9);
    gauge("parcook.drift.loss", "Drift of the loss; a reason past 5", trial, Trial::lossDrift);
    gauge(
        "parcook.drift.features",
        "The largest shift of a feature's distribution",
        trial,
        Trial::featureDrift);
  }

  private static int lastFailed(Nights nights) {
    return nights.nights().stream()
        .filter(night -> night.result() != Result.RUNNING)
        .findFirst()
        .filter(night -> night.result() == Result.FAILED)
        .map(_ -> 1)
        .orElse(0);
  }

  private void coverage(Calibration calibration, LiveForecast live) {
    gauge(
        "parcook.quantile.level",
        "What the served quantiles are multiplied by: what the store sells lately of what its model"
            + " expects",
        calibration,
        Calibration::level);
    MultiGauge covered =
        MultiGauge.builder("parcook.quantile.covered")
            .description("Share of what sold that was within the served quantile, lately")
            .register(registry);
    live.onMade(
        _ ->
            covered.register(
                calibration.coverage().stream()
                    .filter(level -> level.rows() > 0)
                    .map(LearningMeters::row)
                    .toList(),
                true));
  }

  private static MultiGauge.Row<LevelCoverage> row(LevelCoverage level) {
    return MultiGauge.Row.of(
        Tags.of("pace", level.pace(), "level", Double.toString(level.level())),
        level,
        LevelCoverage::covered);
  }

  private <T> void gauge(String name, String description, T of, ToDoubleFunction<T> value) {
    Gauge.builder(name, of, value).description(description).register(registry);
  }

  private <T> void counter(String name, String description, T of, ToDoubleFunction<T> value) {
    FunctionCounter.builder(name, of, value).description(description).register(registry);
  }
}
