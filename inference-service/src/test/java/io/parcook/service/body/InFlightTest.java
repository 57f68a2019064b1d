package io.parcook.service.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parcook.service.problem.ProblemException;
import io.parcook.service.problem.ProblemKind;
import org.junit.jupiter.api.Test;

class InFlightTest {

  @Test
  void allowedBodiesDoNotAddUpToMoreThanTheLimit() {
    InFlight inFlight = new InFlight(100_000);
    BodyBuffer first = new BodyBuffer(inFlight.open(), 80_000);
    InFlight.Share other = inFlight.open();
    BodyBuffer second = new BodyBuffer(other, 80_000);
    first.reserve(70_000);

    assertThatThrownBy(() -> second.reserve(70_000))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.kind()).isEqualTo(ProblemKind.INTAKE_BUSY));
    assertThat(inFlight.taken()).isEqualTo(70_000);
  }

  @Test
  void whatAnAnsweredRequestTookIsFreeAgain() {
    InFlight inFlight = new InFlight(100_000);
    InFlight.Share share = inFlight.open();
    BodyBuffer body = new BodyBuffer(share, 80_000);
    body.reserve(10);
    body.reserve(50_000);
    share.close();

    assertThat(inFlight.taken()).isZero();
  }
}
