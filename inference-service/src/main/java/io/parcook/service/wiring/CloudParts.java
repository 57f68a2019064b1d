package io.parcook.service.wiring;

import io.parcook.models.onnx.OnnxGraph;
import io.parcook.pipeline.history.StoreCalendar;
import io.parcook.service.cloud.Cloud;
import io.parcook.service.cloud.CloudLine;
import io.parcook.service.cloud.LineBudget;
import io.parcook.service.cloud.PinnedKeys;
import io.parcook.service.cloud.Repository;
import io.parcook.service.cloud.Traffic;
import io.parcook.service.learning.ModelLife;
import io.parcook.service.learning.StoreModels;
import io.parcook.service.settings.ParcookConfig;
import io.parcook.service.settings.StoreClock;
import io.parcook.sync.admission.Admission;
import io.parcook.sync.disk.FolderDisk;
import io.parcook.sync.fetch.FetchMemory;
import io.parcook.sync.fetch.Fetching;
import io.parcook.sync.fetch.Rhythm;
import io.parcook.sync.registry.BudgetPlan;
import io.parcook.sync.registry.ByteBudget;
import io.parcook.sync.registry.MinimumSpeed;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.Transfer;
import io.parcook.sync.trust.TrustRoot;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/// Makes the line to the cloud, where one is configured. Whatever is wrong with it, the store goes
/// on without.
@Dependent
public class CloudParts {

  private static final Logger LOG = Logger.getLogger(CloudParts.class);

  @Produces
  @Singleton
  Cloud cloud(
      StoreModels models,
      Admission admission,
      StoreCalendar calendar,
      StoreClock clock,
      ParcookConfig config) {
    Optional<String> registry = config.sync().registry();
    if (registry.isEmpty()) {
      return new Cloud.Off("parcook.sync.registry names no registry.");
    }
    return switch (models) {
      case StoreModels.Unkept(_, String reason) -> new Cloud.Off(reason);
      case StoreModels.Kept(ModelLife life) -> {
        try {
          yield new Cloud.On(line(registry.get(), life, admission, calendar, clock, config));
        } catch (IOException unusable) {
          String reason = "The cloud cannot be asked: " + unusable.getMessage();
          LOG.error(reason);
          yield new Cloud.Off(reason);
        }
      }
    };
  }

  void close(@Disposes Cloud cloud) {
    cloud.close();
  }

  private static CloudLine line(
      String named,
      ModelLife life,
      Admission admission,
      StoreCalendar calendar,
      StoreClock clock,
      ParcookConfig config)
      throws IOException {
    ParcookConfig.Sync sync = config.sync();
    BudgetPlan plan = LineBudget.plan(config, calendar.zone());
    TrustRoot pinned = PinnedKeys.read(sync.keys(), sync.threshold());
    Path folder = config.data().directory().toAbsolutePath().resolve("sync");
    FetchMemory memory = FetchMemory.open(new FolderDisk(folder), named, pinned);
    Traffic traffic = new Traffic(new ByteBudget(plan, clock, memory.spent()));
    RandomGenerator random = new Random();
    Registry registry = Repository.open(named, sync, traffic::charge, random);
    Fetching fetching =
        new Fetching(
            life.catalog(),
            life,
            admission,
            StoreParts.store(config),
            registry,
            new Transfer(
                OnnxGraph.MOST_BYTES,
                MinimumSpeed.DEFAULT,
                traffic.budget(),
                traffic.models()::add),
            memory,
            folder,
            clock);
    Rhythm rhythm = new Rhythm(sync.poll(), sync.spread(), random);
    return new CloudLine(fetching, rhythm, clock, traffic);
  }
}
