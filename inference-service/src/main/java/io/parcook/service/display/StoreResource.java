package io.parcook.service.display;

import io.parcook.service.channel.Sources;
import io.parcook.service.cloud.Cloud;
import io.parcook.service.cloud.LineState;
import io.parcook.service.settings.ParcookConfig;
import io.parcook.service.settings.StoreClock;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Which store this is and what its clock shows.
@Path("/api/v1/store")
@Tag(name = "store")
public class StoreResource {

  private final ParcookConfig config;
  private final StoreClock clock;

  private final Cloud cloud;
  private final Sources sources;

  public StoreResource(ParcookConfig config, StoreClock clock, Cloud cloud, Sources sources) {
    this.config = config;
    this.clock = clock;
    this.cloud = cloud;
    this.sources = sources;
  }

  /// @param now by the store's clock
  /// @param clockSpeed store seconds in a real second: 1, but for demonstrations
  /// @param cloud how the line to the cloud is
  /// @param sources the tills and sensors heard in the last day
  public record Store(
      String store,
      ZoneId zone,
      Duration interval,
      Instant now,
      double clockSpeed,
      LineState cloud,
      List<Sources.Source> sources) {}

  @GET
  @NonBlocking
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "The store and its clock")
  public Store store() {
    return new Store(
        config.store().id(),
        config.store().zone(),
        config.store().interval(),
        clock.instant(),
        clock.speed(),
        cloud.state(),
        sources.at(clock.instant()));
  }
}
