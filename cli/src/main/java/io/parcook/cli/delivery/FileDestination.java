package io.parcook.cli.delivery;

import io.parcook.pipeline.event.EventWriter;
import io.parcook.pipeline.event.StoreEvent;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/// Writes one event a line as JSON, compressed where the file's name ends in `.gz`.
public final class FileDestination implements Destination {

  private static final int BUFFER = 1 << 16;

  private final OutputStream out;
  private final EventWriter writer = new EventWriter();
  private final Tally tally = new Tally();

  public FileDestination(Path file) throws IOException {
    this.out = open(file);
  }

  static OutputStream open(Path file) throws IOException {
    OutputStream raw = Files.newOutputStream(file);
    return file.toString().endsWith(".gz")
        ? new BufferedOutputStream(new GZIPOutputStream(raw, BUFFER), BUFFER)
        : new BufferedOutputStream(raw, BUFFER);
  }

  @Override
  public void send(StoreEvent event) {
    try {
      writer.write(event, out);
      out.write('\n');
      tally.store(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void flush() {}

  @Override
  public void finish() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    finish();
  }
}
