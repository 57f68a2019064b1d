package io.parcook.service.wiring;

import io.parcook.models.forecast.ExecutionProvider;
import io.parcook.models.forecast.OnnxRuntime;
import io.parcook.models.forecast.SessionSettings;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.HistoryLimits;
import io.parcook.pipeline.history.HolidayCalendar;
import io.parcook.pipeline.history.StoreCalendar;
import io.parcook.pipeline.intake.Intake;
import io.parcook.pipeline.intake.IntakeLimits;
import io.parcook.pipeline.ledger.Ledger;
import io.parcook.pipeline.ledger.LedgerOptions;
import io.parcook.pipeline.library.SqliteLibrary;
import io.parcook.service.body.BodyReader;
import io.parcook.service.body.InFlight;
import io.parcook.service.channel.Judges;
import io.parcook.service.forecast.LiveForecast;
import io.parcook.service.forecast.RawInference;
import io.parcook.service.forecast.Rhythm;
import io.parcook.service.forecast.Serving;
import io.parcook.service.learning.Calibration;
import io.parcook.service.learning.StoreModels;
import io.parcook.service.settings.ParcookConfig;
import io.parcook.service.settings.Rush;
import io.parcook.service.settings.StoreClock;
import io.parcook.sync.rollout.RushHours;
import io.parcook.sync.rollout.Store;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/// Makes the parts of a store from its configuration: the libraries know nothing of this.
@Dependent
public class StoreParts {

  /// How much longer an event's identity is kept than the event would be taken: no repeat is
  /// counted twice because its first delivery was forgotten.
  private static final Duration LONGER = Duration.ofDays(10);

  @Produces
  @Singleton
  StoreClock clock(ParcookConfig config) {
    InstantSource real = InstantSource.system();
    return new StoreClock(
        real, config.clock().start().orElseGet(real::instant), config.clock().speed());
  }

  @Produces
  @Singleton
  StoreCalendar calendar(ParcookConfig config) {
    return new StoreCalendar(config.store().zone(), config.store().interval());
  }

  @Produces
  @Singleton
  IntakeLimits limits(ParcookConfig config) {
    ParcookConfig.IntakeBounds bounds = config.intake();
    return new IntakeLimits(
        Math.toIntExact(bounds.maxEvent().asLongValue()),
        bounds.maxBatch(),
        bounds.maxNames(),
        bounds.future(),
        bounds.past());
  }

  @Produces
  @Singleton
  Intake intake(IntakeLimits limits, StoreClock clock, Ledger ledger) {
    Intake intake = new Intake(limits, clock);
    intake.know(ledger.queries().items(), ledger.queries().zones());
    return intake;
  }

  @Produces
  @Singleton
  StoreOpening opening(
      ParcookConfig config,
      IntakeLimits limits,
      StoreCalendar calendar,
      RushHours rush,
      StoreClock clock) {
    return StoreOpening.begin(
        () -> openModels(config, rush, clock), () -> openMemory(config, limits, calendar, clock));
  }

  @Produces
  @Singleton
  StoreMemory memory(StoreOpening opening) {
    return opening.memory();
  }

  /// The ledger and the history that follows it, opened as one so that no commit falls between the
  /// replay and the listening.
  private static StoreMemory openMemory(
      ParcookConfig config, IntakeLimits limits, StoreCalendar calendar, StoreClock clock) {
    HistoryLimits window =
        new HistoryLimits(
            HistoryLimits.DEFAULT.days(), limits.maxNames(), HistoryLimits.DEFAULT.zones());
    Duration taken = limits.past().plus(limits.future());
    Duration counts = LedgerOptions.DEFAULT.countsKept();
    LedgerOptions options =
        new LedgerOptions(
            calendar.interval(),
            config.data().budget().asLongValue(),
            config.intake().queue(),
            config.intake().queueBytes().asLongValue(),
            config.intake().group(),
            config.data().quarantine(),
            taken.plus(LONGER),
            counts.compareTo(taken) > 0 ? counts : taken.plus(LONGER));
    HolidayCalendar holidays =
        config.store().holidays().map(HolidayCalendar::ofRegion).orElseGet(HolidayCalendar::none);
    Path data = config.data().directory();
    SqliteLibrary.keepIn(data.resolve("native"));
    Path file = data.resolve("ledger.db");
    return StoreMemory.open(file, options, calendar, window, holidays, clock);
  }

  void close(@Disposes StoreMemory memory) {
    memory.close();
  }

  @Produces
  @Singleton
  Ledger ledger(StoreMemory memory) {
    return memory.ledger();
  }

  @Produces
  @Singleton
  DemandHistory history(StoreMemory memory) {
    return memory.history();
  }

  @Produces
  @Singleton
  BodyReader bodies(Vertx vertx, ParcookConfig config) {
    ParcookConfig.IntakeBounds bounds = config.intake();
    return new BodyReader(
        vertx, Math.toIntExact(bounds.maxBody().asLongValue()), bounds.bodyTimeout());
  }

  @Produces
  @Singleton
  InFlight inFlight(ParcookConfig config) {
    return new InFlight(config.intake().inFlight().asLongValue());
  }

  @Produces
  @Singleton
  @Judges
  ExecutorService judges() {
    int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 2);
    return Executors.newFixedThreadPool(
        threads, Thread.ofPlatform().name("intake-", 1).daemon().factory());
  }

  void close(@Disposes @Judges ExecutorService judges) {
    judges.shutdown();
  }

  @Produces
  @Singleton
  RushHours rush(ParcookConfig config, StoreCalendar calendar) {
    return new RushHours(
        calendar.zone(), config.tuning().rush().map(Rush::windows).orElseGet(List::of));
  }

  @Produces
  @Singleton
  StoreModels models(StoreOpening opening) {
    return opening.models();
  }

  private static StoreModels openModels(ParcookConfig config, RushHours rush, StoreClock clock) {
    ParcookConfig.Model model = config.model();
    ParcookConfig.Provider provider = model.executionProvider();
    SessionSettings settings =
        new SessionSettings(
            ExecutionProvider.named(
                provider.name(), provider.library(), provider.device(), provider.options()),
            model.threads(),
            SessionSettings.DEFAULT.rowsPerRun(),
            SessionSettings.DEFAULT.tolerance());
    Path data = config.data().directory();
    OnnxRuntime.keepLibrariesIn(data.resolve("native"));
    return StoreModels.open(
        data.resolve("models"), model.path(), settings, store(config), rush, clock);
  }

  static Store store(ParcookConfig config) {
    Set<String> labels =
        config.store().labels().stream()
            .flatMap(text -> Arrays.stream(text.split(",", -1)))
            .map(String::strip)
            .filter(label -> !label.isEmpty())
            .collect(Collectors.toSet());
    return new Store(config.store().id(), labels);
  }

  void close(@Disposes StoreModels models) {
    models.close();
  }

  @Produces
  @Singleton
  Serving serving(StoreModels models) {
    return models.serving();
  }

  @Produces
  @Singleton
  RawInference inference() {
    return new RawInference();
  }

  void close(@Disposes RawInference inference) {
    inference.close();
  }

  @Produces
  @Singleton
  Calibration calibration(ParcookConfig config) {
    return new Calibration(config.data().directory().resolve("learning/calibration.json"));
  }

  @Produces
  @Singleton
  LiveForecast live(
      StoreMemory memory,
      Serving serving,
      Calibration calibration,
      StoreClock clock,
      ParcookConfig config) {
    Rhythm rhythm =
        new Rhythm(
            config.forecast().horizon(), config.forecast().debounce(), config.forecast().refresh());
    LiveForecast live =
        new LiveForecast(
            memory.history(), calibration.over(serving.now().forecaster()), clock, rhythm);
    serving.onSwitch(model -> live.switchTo(calibration.over(model.forecaster())));
    memory.ledger().onCommit(_ -> live.eventsArrived());
    return live;
  }

  void close(@Disposes LiveForecast live) {
    live.close();
  }
}
