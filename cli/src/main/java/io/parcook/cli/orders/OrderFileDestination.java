package io.parcook.cli.orders;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.parcook.cli.delivery.Destination;
import io.parcook.cli.delivery.Tally;
import io.parcook.pipeline.event.Sale;
import io.parcook.pipeline.event.SaleLine;
import io.parcook.pipeline.event.StoreEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.zip.GZIPOutputStream;

/// Writes sales as an order file, a line of a sale a row, compressed where the file's name ends in
/// `.gz`; other events are left out. Times are in UTC; portions taken back are negative. The
/// mapping `simulated-orders.json` reads it back.
public final class OrderFileDestination implements Destination {

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final CsvWriter rows;
  private final Tally tally = new Tally();
  private boolean closed;

  public OrderFileDestination(Path file) throws IOException {
    OutputStream raw = Files.newOutputStream(file);
    OutputStream out = file.toString().endsWith(".gz") ? new GZIPOutputStream(raw) : raw;
    this.rows = CsvWriter.builder().build(out);
    rows.writeRecord("time", "order", "item", "quantity", "channel");
  }

  @Override
  public void send(StoreEvent event) {
    if (event instanceof Sale sale) {
      for (SaleLine line : sale.lines()) {
        rows.writeRecord(
            UTC.format(sale.time()),
            sale.id().source() + "/" + sale.id().id(),
            line.item(),
            Integer.toString(line.delta()),
            line.channel());
      }
      tally.store(1);
    }
  }

  @Override
  public void flush() {}

  @Override
  public void finish() {
    close();
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public long acknowledged() {
    return tally.stored();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      rows.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
