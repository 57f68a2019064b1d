package io.parcook.sync.rollout;

import java.util.Map;

/// Whether a live version stays.
public sealed interface RollbackVerdict {

  /// What was seen, by name. Of a margin: `spans`, `spans.worse`, `loss.live`, `loss.base`,
  /// `margin`, `chance` (how likely so many worse spans are where each is as likely better). Of
  /// evidence: `days`, `difference`, `p.worse`.
  Map<String, Double> figures();

  /// Nothing speaks against it with evidence.
  record Keep(Map<String, Double> figures) implements RollbackVerdict {}

  /// It is worse than what it is watched beside.
  ///
  /// @param reason one sentence, for the journal
  record RollBack(String reason, Map<String, Double> figures) implements RollbackVerdict {}
}
