package io.parcook.tuning.dataset;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;

/// One day of one product in one store, as a file in the form of FreshRetailNet-50K has it.
///
/// @param price the share of the list price that was asked, 1 without a discount
/// @param soldOut bit `h` is set when the product was sold out in hour `h`
/// @param sold what each hour of the day sold, in tenths of the data's unit
record FreshRetailRow(
    String store,
    String product,
    LocalDate day,
    double price,
    boolean holiday,
    boolean activity,
    double rain,
    double temperature,
    int soldOut,
    int[] sold) {

  static final int HOURS = 24;

  /// @throws BadHistoryException if the row cannot be understood
  static FreshRetailRow read(Path file, NamedCsvRecord row) {
    int[] sold = new int[HOURS];
    for (int hour = 0; hour < HOURS; hour++) {
      sold[hour] = tenths(file, row, hour);
    }
    return new FreshRetailRow(
        text(file, row, "store_id"),
        text(file, row, "product_id"),
        date(file, row),
        number(file, row, "discount"),
        number(file, row, "holiday_flag") > 0,
        number(file, row, "activity_flag") > 0,
        number(file, row, "precpt"),
        number(file, row, "avg_temperature"),
        soldOut(file, row),
        sold);
  }

  private static int tenths(Path file, NamedCsvRecord row, int hour) {
    String column = hour < 10 ? "h0" + hour : "h" + hour;
    String text = text(file, row, column);
    try {
      int value = Integer.parseInt(text);
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException _) {
      // told below
    }
    throw bad(file, row, column, "a whole number of tenths, 0 or more", text);
  }

  /// The flags are text: read as a number they lose their leading zeros.
  private static int soldOut(Path file, NamedCsvRecord row) {
    String text = text(file, row, "stockout");
    if (text.length() != HOURS) {
      throw bad(file, row, "stockout", "24 characters of 0 and 1, one for each hour", text);
    }
    int bits = 0;
    for (int hour = 0; hour < HOURS; hour++) {
      switch (text.charAt(hour)) {
        case '0' -> {}
        case '1' -> bits |= 1 << hour;
        default ->
            throw bad(file, row, "stockout", "24 characters of 0 and 1, one for each hour", text);
      }
    }
    return bits;
  }

  private static LocalDate date(Path file, NamedCsvRecord row) {
    String text = text(file, row, "dt");
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw bad(file, row, "dt", "a date such as 2024-03-28", text);
    }
  }

  private static double number(Path file, NamedCsvRecord row, String column) {
    String text = text(file, row, column);
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException _) {
      // told below
    }
    throw bad(file, row, column, "a number", text);
  }

  private static String text(Path file, NamedCsvRecord row, String column) {
    return row.findField(column)
        .orElseThrow(
            () ->
                new BadHistoryException(
                    file,
                    row.getStartingLineNumber(),
                    row.getHeader().contains(column)
                        ? "the row ends before column '" + column + "'"
                        : "there is no column '" + column + "' in " + row.getHeader()));
  }

  private static BadHistoryException bad(
      Path file, NamedCsvRecord row, String column, String right, String text) {
    return new BadHistoryException(
        file,
        row.getStartingLineNumber(),
        "'" + column + "' must be " + right + "; it is '" + text + "'");
  }
}
