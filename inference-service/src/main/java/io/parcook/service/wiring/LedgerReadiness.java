package io.parcook.service.wiring;

import io.parcook.pipeline.ledger.Ledger;
import io.parcook.pipeline.ledger.NotStoredException;
import io.parcook.pipeline.ledger.SourceOffset;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready: the history is loaded (or this would not exist), and the ledger can commit. It is asked
/// to, with a mark that means nothing: a disk that has room again shows only by writing to it.
@Readiness
@Singleton
public class LedgerReadiness implements AsyncHealthCheck {

  private static final String NAME = "ledger";
  private static final SourceOffset MARK = new SourceOffset("parcook.readiness", 0, 0);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Ledger ledger;

  public LedgerReadiness(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return Uni.createFrom()
        .completionStage(() -> ledger.append(List.of(), List.of(MARK)))
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .map(_ -> HealthCheckResponse.up(NAME))
        .onFailure()
        .recoverWithItem(LedgerReadiness::because);
  }

  private static HealthCheckResponse because(Throwable failure) {
    boolean busy =
        failure instanceof NotStoredException known
            && known.reason() == NotStoredException.Reason.BUSY;
    return HealthCheckResponse.named(NAME)
        .status(busy)
        .withData("reason", String.valueOf(failure.getMessage()))
        .build();
  }
}
