package io.parcook.cli.delivery;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/// How far a replay got, in a small file, so that the next one can leave out what is acknowledged.
/// Without it a replay starts at the beginning, which is right too, only longer.
public final class Checkpoint {

  private static final long EVERY = 1_000_000_000L;

  private final Path file;
  private final String job;
  private long written;

  /// @param job what is replayed; a checkpoint of another job is refused
  public Checkpoint(Path file, String job) {
    this.file = file;
    this.job = job;
    this.written = System.nanoTime();
  }

  /// How many events of this job are acknowledged; 0 if there is no file yet.
  ///
  /// @throws IOException if the file cannot be read, or belongs to another job
  public long read() throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    var content = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      content.load(in);
    }
    String events = content.getProperty("events", "");
    if (!job.equals(content.getProperty("job")) || !events.matches("\\d{1,18}")) {
      throw new IOException(
          file
              + " is not a checkpoint of this replay (its file, mapping, options or destination"
              + " differ). Remove it to begin anew, or name another with --checkpoint.");
    }
    return Long.parseLong(events);
  }

  /// Writes the file, at most once a second. It is replaced in one step, so that a kill leaves the
  /// old or the new one.
  public void reached(long events) {
    if (System.nanoTime() - written > EVERY) {
      try {
        write(events);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
      }
    }
  }

  /// Writes the file now.
  public void write(long events) throws IOException {
    var content = new Properties();
    content.setProperty("job", job);
    content.setProperty("events", Long.toString(events));
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try (Writer out = Files.newBufferedWriter(next)) {
      content.store(out, "How far a replay got");
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    written = System.nanoTime();
  }
}
