package io.parcook.tuning.dataset;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// The portions of an order file, in the file's order, read as they are asked for: memory does not
/// grow with the file. Rows that the mapping calls no portion are passed over.
///
/// Iterating throws [BadHistoryException] at a row that cannot be understood.
public final class OrderFile implements Iterator<OrderLine>, AutoCloseable {

  private final Path file;
  private final OrderMapping mapping;
  private final CsvReader<NamedCsvRecord> reader;
  private final Iterator<NamedCsvRecord> rows;
  private @Nullable OrderLine next;

  private OrderFile(Path file, OrderMapping mapping) throws IOException {
    this.file = file;
    this.mapping = mapping;
    this.reader = CsvReader.builder().ofNamedCsvRecord(HistoryFiles.open(file));
    this.rows = reader.iterator();
    this.next = advance();
  }

  /// Opens a file, plain or gzip.
  public static OrderFile open(Path file, OrderMapping mapping) throws IOException {
    return new OrderFile(file, mapping);
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public OrderLine next() {
    OrderLine line = next;
    if (line == null) {
      throw new NoSuchElementException("No more rows in " + file);
    }
    next = advance();
    return line;
  }

  private @Nullable OrderLine advance() {
    try {
      while (rows.hasNext()) {
        NamedCsvRecord row = rows.next();
        OrderLine line = read(row);
        if (line != null) {
          return line;
        }
      }
      return null;
    } catch (CsvParseException e) {
      throw new BadHistoryException(file, "not a CSV file: " + e.getMessage());
    }
  }

  private @Nullable OrderLine read(NamedCsvRecord row) {
    for (ItemRule rule : mapping.items()) {
      if (rule.matches(column -> field(row, column))) {
        String item = rule.item(column -> field(row, column));
        return item == null || item.isEmpty() ? null : line(row, item);
      }
    }
    return null;
  }

  private @Nullable OrderLine line(NamedCsvRecord row, String item) {
    String time = field(row, mapping.time());
    Instant instant;
    try {
      instant = LocalDateTime.parse(time, mapping.timeFormat()).atZone(mapping.zone()).toInstant();
    } catch (DateTimeException e) {
      throw new BadHistoryException(
          file,
          row.getStartingLineNumber(),
          "the time '" + time + "' is not written as the mapping's 'timeFormat' says");
    }
    int quantity = mapping.quantity() == null ? 1 : portions(row, mapping.quantity());
    String channel = mapping.channel() == null ? null : field(row, mapping.channel());
    return quantity == 0
        ? null
        : new OrderLine(
            row.getStartingLineNumber(),
            instant,
            field(row, mapping.order()),
            item,
            quantity,
            channel);
  }

  private int portions(NamedCsvRecord row, String column) {
    String text = field(row, column);
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new BadHistoryException(
          file,
          row.getStartingLineNumber(),
          "'" + column + "' must be a whole number of portions; it is '" + text + "'");
    }
  }

  private String field(NamedCsvRecord row, String column) {
    return row.findField(column)
        .orElseThrow(
            () -> {
              List<String> header = row.getHeader();
              return header.contains(column)
                  ? new BadHistoryException(
                      file,
                      row.getStartingLineNumber(),
                      "the row ends before column '" + column + "'")
                  : new BadHistoryException(
                      file, "the mapping names a column '" + column + "' that is not in " + header);
            });
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
