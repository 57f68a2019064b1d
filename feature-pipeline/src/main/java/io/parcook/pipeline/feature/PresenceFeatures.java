package io.parcook.pipeline.feature;

import io.parcook.pipeline.feature.Feature.Need;
import java.util.List;

/// How many people came in the last minutes, against what is usual at that time of day.
final class PresenceFeatures {

  static final List<Feature.OfTarget> ALL =
      List.of(
          new Feature.OfTarget(
              new Definition(
                  "presence.last15m",
                  "L(e + k, ue + k, 2) over the last 15 minutes",
                  "-2 to 2",
                  "0 with fewer than 3 known days of O−14 … O−1"),
              Need.PRESENCE,
              target -> target.presence().quarter()),
          new Feature.OfTarget(
              new Definition(
                  "presence.last60m",
                  "L(e + k, ue + k, 2) over the last 60 minutes",
                  "-2 to 2",
                  "0 with fewer than 3 known days of O−14 … O−1"),
              Need.PRESENCE,
              target -> target.presence().hour()),
          new Feature.OfTarget(
              new Definition(
                  "presence.known",
                  "1 if a sensor counted anyone on O−28 … O−1",
                  "0 or 1",
                  "never missing"),
              Need.PRESENCE,
              target -> target.presence().known()));

  private PresenceFeatures() {}
}
