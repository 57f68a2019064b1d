package io.parcook.models.forecast;

/// Whose forecast it is. The screen says which.
public sealed interface ForecastSource {

  /// A model's.
  ///
  /// @param version as on the model's card
  record Model(String version) implements ForecastSource {}

  /// The usual level: the mean of the same slot on past days.
  ///
  /// @param reason why no model answered, in words fit for the shift manager
  record UsualLevel(String reason) implements ForecastSource {}
}
