package io.parcook.service.wiring;

import io.parcook.pipeline.history.DemandHistory;
import io.parcook.service.forecast.LiveForecast;
import io.parcook.service.learning.Contests;
import io.parcook.service.learning.Judge;
import io.parcook.service.learning.ModelLife;
import io.parcook.service.learning.StoreLearning;
import io.parcook.service.learning.StoreModels;
import io.parcook.service.learning.Trial;
import io.parcook.service.settings.ParcookConfig;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;

/// Makes what runs beside the forecast so that the store learns.
@Dependent
public class LearningParts {

  @Produces
  @Singleton
  StoreLearning learning(
      StoreModels models, DemandHistory history, LiveForecast live, ParcookConfig config) {
    return switch (models) {
      case StoreModels.Unkept(_, String reason) -> new StoreLearning.Off(reason);
      case StoreModels.Kept(ModelLife life) -> {
        Trial trial = trial(life, history, config);
        live.onMade(trial::onMade);
        yield new StoreLearning.On(trial);
      }
    };
  }

  void close(@Disposes StoreLearning learning) {
    learning.close();
  }

  private static Trial trial(ModelLife life, DemandHistory history, ParcookConfig config) {
    Path folder = config.data().directory().resolve("learning");
    Contests contests = new Contests(folder.resolve("contests.json"));
    ParcookConfig.Tuning tuning = config.tuning();
    Judge judge = new Judge(life, contests, tuning.fewestDays(), tuning.mostDays());
    return new Trial(life, history, contests, judge, _ -> {});
  }
}
