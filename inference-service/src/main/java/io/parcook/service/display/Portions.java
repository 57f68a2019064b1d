package io.parcook.service.display;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/// Writes portions with up to three decimals, straight into the JSON: a forecast holds tens of
/// thousands of numbers, and none of them becomes a string first.
final class Portions {

  private static final int DIGITS = 24;
  private static final double MOST = 1e12;

  private final char[] text = new char[DIGITS];

  /// @param portions anything that is no number, or beyond what a kitchen sells, is written as null
  void write(JsonGenerator json, double portions) throws IOException {
    if (!(Math.abs(portions) < MOST)) {
      json.writeNull();
      return;
    }
    long milli = Math.round(portions * 1000);
    long left = Math.abs(milli);
    int at = DIGITS;
    int decimals = 3;
    while (decimals > 0 && left % 10 == 0) {
      left /= 10;
      decimals--;
    }
    if (decimals > 0) {
      for (; decimals > 0; decimals--) {
        text[--at] = (char) ('0' + left % 10);
        left /= 10;
      }
      text[--at] = '.';
    }
    do {
      text[--at] = (char) ('0' + left % 10);
      left /= 10;
    } while (left > 0);
    if (milli < 0) {
      text[--at] = '-';
    }
    json.writeRawValue(text, at, DIGITS - at);
  }
}
