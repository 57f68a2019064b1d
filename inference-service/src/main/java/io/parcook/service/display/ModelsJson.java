package io.parcook.service.display;

import io.parcook.service.learning.Standing;
import io.parcook.sync.catalog.Actor;
import io.parcook.sync.catalog.Artifact;
import io.parcook.sync.catalog.Change;
import io.parcook.sync.catalog.VersionState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Model versions as the service tells of them.
///
/// @param serves the version of what forecasts now, as its forecasts name it; absent where the
///     usual level does
/// @param usual why the usual level serves; absent where a model does
/// @param trials how versions stand beside each other on what really sold
/// @param journal the last decisions, the newest first
public record ModelsJson(
    @Nullable String serves,
    @Nullable String usual,
    List<Version> versions,
    List<Standing> trials,
    List<Decision> journal) {

  /// A version and the decision that brought it where it is.
  ///
  /// @param kind `base` or `adapter`
  /// @param base the digest of the base that an adapter was tuned on
  public record Version(
      int number,
      String name,
      String kind,
      VersionState.Name state,
      long release,
      String digest,
      String base,
      long bytes,
      Instant since,
      Actor by,
      String reason,
      Map<String, Double> figures) {

    static Version of(VersionState state) {
      Artifact artifact = state.version().artifact();
      return new Version(
          state.version().number(),
          artifact.name(),
          switch (artifact) {
            case Artifact.Base _ -> "base";
            case Artifact.Adapter _ -> "adapter";
          },
          state.name(),
          artifact.release(),
          artifact.digest().toString(),
          artifact.base().toString(),
          artifact.bytes(),
          state.since().at(),
          state.since().why().by(),
          state.since().why().reason(),
          state.since().why().figures());
    }
  }

  /// One line of the journal: who decided what, when, why, and by which figures.
  public record Decision(
      long seq,
      Instant at,
      Actor by,
      String reason,
      Map<String, Double> figures,
      List<Moved> moved,
      List<Integer> forgotten) {

    static Decision of(Change change) {
      return new Decision(
          change.decision().seq(),
          change.decision().at(),
          change.decision().why().by(),
          change.decision().why().reason(),
          change.decision().why().figures(),
          change.states().stream()
              .map(state -> new Moved(state.version().number(), state.name()))
              .toList(),
          change.forgotten());
    }
  }

  /// A version and the state that a decision brought it to.
  public record Moved(int number, VersionState.Name to) {}
}
