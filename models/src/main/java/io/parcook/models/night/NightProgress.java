package io.parcook.models.night;

/// Where a night stands.
///
/// @param step made until now, 0 before the first
/// @param of most steps; 0 outside the steps
/// @param loss mean of the last batches; 0 outside the steps
/// @param newest best loss on the newest days until now; 0 outside the steps
public record NightProgress(NightPart part, int step, int of, double loss, double newest) {

  /// A part has begun.
  public static NightProgress of(NightPart part) {
    return new NightProgress(part, 0, 0, 0, 0);
  }
}
