package io.parcook.service.wiring;

import io.parcook.models.night.NightLimits;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.StoreCalendar;
import io.parcook.service.forecast.LiveForecast;
import io.parcook.service.learning.Contests;
import io.parcook.service.learning.Judge;
import io.parcook.service.learning.ModelLife;
import io.parcook.service.learning.NightSchedule;
import io.parcook.service.learning.Nights;
import io.parcook.service.learning.StoreLearning;
import io.parcook.service.learning.StoreModels;
import io.parcook.service.learning.Trial;
import io.parcook.service.settings.ParcookConfig;
import io.parcook.service.settings.StoreClock;
import io.parcook.sync.rollout.RushHours;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/// Makes what runs beside the forecast so that the store learns.
@Dependent
public class LearningParts {

  private static final Logger LOG = Logger.getLogger(LearningParts.class);

  @Produces
  @Singleton
  StoreLearning learning(
      StoreModels models,
      DemandHistory history,
      LiveForecast live,
      RushHours rush,
      StoreClock clock,
      ParcookConfig config) {
    return switch (models) {
      case StoreModels.Unkept(_, String reason) -> new StoreLearning.Off(reason);
      case StoreModels.Kept(ModelLife life) -> {
        Nights nights = nights(life, history.calendar(), rush, clock, config);
        Trial trial = trial(life, history, nights, config);
        live.onMade(trial::onMade);
        yield new StoreLearning.On(trial, nights);
      }
    };
  }

  void close(@Disposes StoreLearning learning) {
    learning.close();
  }

  private static Trial trial(
      ModelLife life, DemandHistory history, Nights nights, ParcookConfig config) {
    Contests contests = new Contests(folder(config).resolve("contests.json"));
    ParcookConfig.Tuning tuning = config.tuning();
    Judge judge = new Judge(life, contests, tuning.fewestDays(), tuning.mostDays());
    return new Trial(life, history, contests, judge, nights::drifted);
  }

  private static Nights nights(
      ModelLife life,
      StoreCalendar calendar,
      RushHours rush,
      StoreClock clock,
      ParcookConfig config) {
    ParcookConfig.Tuning tuning = config.tuning();
    StoreChild child = StoreChild.of(config);
    Nights.Setup setup =
        new Nights.Setup(
            tuning.by() == ParcookConfig.Tuning.By.JOB,
            child.jvm(),
            new NightLimits(
                Math.toIntExact(tuning.heap().asLongValue() >> 20),
                tuning.time(),
                tuning.silence()),
            child.arguments(),
            folder(config));
    NightSchedule schedule = new NightSchedule(tuning.at(), calendar.zone(), rush);
    Nights nights = new Nights(life, setup, schedule, tuning.enabled(), clock);
    nights.cannot().ifPresent(reason -> LOG.infof("No night can run: %s", reason));
    return nights;
  }

  private static Path folder(ParcookConfig config) {
    return config.data().directory().toAbsolutePath().resolve("learning");
  }
}
