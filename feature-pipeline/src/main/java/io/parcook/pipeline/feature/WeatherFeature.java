package io.parcook.pipeline.feature;

/// The weather of the target's date, as known at the origin.
enum WeatherFeature implements Feature.OfTarget {
  TEMPERATURE(
      "weather.temperature",
      "clip(T/20 − 1, −2, 2), T = mean of the date in °C",
      "-2 to 2",
      target -> target.weather().temperature()),
  TEMPERATURE_CHANGE(
      "weather.temperature.change",
      "clip((T − mean T of O−14 … O−1)/10, −2, 2)",
      "-2 to 2",
      target -> target.weather().change()),
  RAIN(
      "weather.rain",
      "ln(1 + clip(rain of the date in mm, 0, 50))",
      "0 to ln 51",
      target -> target.weather().rain());

  private final Definition definition;
  private final ByTarget formula;

  WeatherFeature(String name, String formula, String range, ByTarget value) {
    definition = new Definition(name, formula, range, "0");
    this.formula = value;
  }

  @Override
  public Definition definition() {
    return definition;
  }

  @Override
  public Need need() {
    return Need.WEATHER;
  }

  @Override
  public float of(Target target) {
    return formula.of(target);
  }
}
