package io.parcook.pipeline.feature;

import io.parcook.pipeline.history.WeatherBook;

/// The weather of a target's date against that of the days before the origin.
final class WeatherNow {

  private static final int USUAL_DAYS = 14;

  private final float temperature;
  private final float change;
  private final float rain;

  WeatherNow(Origin origin, long date) {
    WeatherBook book = origin.window().weather();
    float degrees = book.temperature(date, origin.millis());
    temperature = Float.isNaN(degrees) ? 0 : Math.clamp(degrees / 20 - 1, -2f, 2f);
    double sum = 0;
    int days = 0;
    for (int ago = 1; ago <= USUAL_DAYS; ago++) {
      float past = book.temperature(origin.today() - ago, origin.millis());
      if (!Float.isNaN(past)) {
        sum += past;
        days++;
      }
    }
    boolean known = !Float.isNaN(degrees) && days > 0;
    change = known ? (float) Math.clamp((degrees - sum / days) / 10, -2, 2) : 0;
    float millimetres = book.rain(date, origin.millis());
    rain = Float.isNaN(millimetres) ? 0 : (float) Math.log1p(Math.clamp(millimetres, 0f, 50f));
  }

  float temperature() {
    return temperature;
  }

  float change() {
    return change;
  }

  float rain() {
    return rain;
  }
}
