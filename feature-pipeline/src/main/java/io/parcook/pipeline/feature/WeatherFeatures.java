package io.parcook.pipeline.feature;

import io.parcook.pipeline.feature.Feature.Need;
import java.util.List;

/// The weather of the target's date, as known at the origin.
final class WeatherFeatures {

  static final List<Feature.OfTarget> ALL =
      List.of(
          new Feature.OfTarget(
              new Definition(
                  "weather.temperature",
                  "clip(T/20 − 1, −2, 2), T = mean of D in °C",
                  "-2 to 2",
                  "0"),
              Need.WEATHER,
              target -> target.weather().temperature()),
          new Feature.OfTarget(
              new Definition(
                  "weather.temperature.change",
                  "clip((T − mean T of O−14 … O−1)/10, −2, 2)",
                  "-2 to 2",
                  "0"),
              Need.WEATHER,
              target -> target.weather().change()),
          new Feature.OfTarget(
              new Definition(
                  "weather.rain", "ln(1 + clip(rain of D in mm, 0, 50))", "0 to ln 51", "0"),
              Need.WEATHER,
              target -> target.weather().rain()));

  private WeatherFeatures() {}
}
