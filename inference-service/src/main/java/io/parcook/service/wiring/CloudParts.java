package io.parcook.service.wiring;

import io.parcook.models.onnx.OnnxGraph;
import io.parcook.pipeline.history.StoreCalendar;
import io.parcook.pipeline.ledger.Ledger;
import io.parcook.service.cloud.Cloud;
import io.parcook.service.cloud.CloudLine;
import io.parcook.service.cloud.EventTopic;
import io.parcook.service.cloud.LineBudget;
import io.parcook.service.cloud.PinnedKeys;
import io.parcook.service.cloud.Repository;
import io.parcook.service.cloud.StoreReports;
import io.parcook.service.cloud.StoreSender;
import io.parcook.service.cloud.Traffic;
import io.parcook.service.learning.Calibration;
import io.parcook.service.learning.ModelLife;
import io.parcook.service.learning.StoreLearning;
import io.parcook.service.learning.StoreModels;
import io.parcook.service.settings.ParcookConfig;
import io.parcook.service.settings.StoreClock;
import io.parcook.sync.admission.Admission;
import io.parcook.sync.catalog.Catalog;
import io.parcook.sync.catalog.DamagedContentException;
import io.parcook.sync.disk.Digest;
import io.parcook.sync.disk.FolderDisk;
import io.parcook.sync.fetch.FetchMemory;
import io.parcook.sync.fetch.Fetching;
import io.parcook.sync.fetch.Rhythm;
import io.parcook.sync.publish.Outbox;
import io.parcook.sync.publish.ReferrerSink;
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
import java.time.ZoneId;
import java.util.List;
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
      StoreLearning learning,
      Calibration calibration,
      Admission admission,
      Ledger ledger,
      StoreCalendar calendar,
      StoreClock clock,
      ParcookConfig config) {
    ParcookConfig.Sync sync = config.sync();
    if (sync.registry().isEmpty() || !sync.publish()) {
      StoreSender.forget(new Outbox(ledger, List.of(), ByteBudget.unlimited()));
    }
    if (sync.registry().isEmpty()) {
      return new Cloud.Off("parcook.sync.registry names no registry.");
    }
    return switch (models) {
      case StoreModels.Unkept(_, String reason) -> new Cloud.Off(reason);
      case StoreModels.Kept(ModelLife life) -> {
        try {
          Line line = Line.open(sync.registry().get(), calendar.zone(), clock, config);
          Optional<StoreSender> sender =
              sync.publish()
                  ? Optional.of(
                      sender(line, life.catalog(), learning, calibration, ledger, clock, config))
                  : Optional.empty();
          yield new Cloud.On(fetching(line, life, admission, clock, config), sender);
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

  /// What both directions share.
  private record Line(
      Registry registry, FetchMemory memory, Traffic traffic, Path folder, RandomGenerator random) {

    static Line open(String named, ZoneId zone, StoreClock clock, ParcookConfig config)
        throws IOException {
      ParcookConfig.Sync sync = config.sync();
      Path folder = config.data().directory().toAbsolutePath().resolve("sync");
      TrustRoot pinned = PinnedKeys.read(sync.keys(), sync.threshold());
      FetchMemory memory = FetchMemory.open(new FolderDisk(folder), named, pinned);
      Traffic traffic =
          new Traffic(new ByteBudget(LineBudget.plan(config, zone), clock, memory.spent()));
      RandomGenerator random = new Random();
      Registry registry = Repository.open(named, sync, traffic::charge, random);
      return new Line(registry, memory, traffic, folder, random);
    }
  }

  private static CloudLine fetching(
      Line line, ModelLife life, Admission admission, StoreClock clock, ParcookConfig config)
      throws IOException {
    Traffic traffic = line.traffic();
    Transfer transfer =
        new Transfer(
            OnnxGraph.MOST_BYTES, MinimumSpeed.DEFAULT, traffic.budget(), traffic.models()::add);
    Fetching fetching =
        new Fetching(
            life.catalog(),
            life,
            admission,
            StoreParts.store(config),
            line.registry(),
            transfer,
            line.memory(),
            line.folder(),
            clock);
    Rhythm rhythm = new Rhythm(config.sync().poll(), config.sync().spread(), line.random());
    return new CloudLine(fetching, rhythm, clock, traffic);
  }

  private static StoreSender sender(
      Line line,
      Catalog catalog,
      StoreLearning learning,
      Calibration calibration,
      Ledger ledger,
      StoreClock clock,
      ParcookConfig config) {
    String store = config.store().id();
    EventTopic topic =
        new EventTopic(config.kafka().bootstrapServers(), config.sync().publishTopic(), store);
    ReferrerSink referrers =
        new ReferrerSink(line.registry(), line.memory(), store, digest -> adapter(catalog, digest));
    StoreReports reports =
        new StoreReports(
            store, config.store().zone(), ledger, catalog, learning, calibration, clock.instant());
    Outbox outbox = new Outbox(ledger, List.of(topic, referrers), line.traffic().budget());
    return new StoreSender(outbox, reports, clock, line.random(), topic);
  }

  private static Optional<byte[]> adapter(Catalog catalog, Digest digest) {
    try {
      return catalog.state().withContent(digest).flatMap(found -> catalog.load(found).adapter());
    } catch (DamagedContentException _) {
      return Optional.empty();
    }
  }
}
