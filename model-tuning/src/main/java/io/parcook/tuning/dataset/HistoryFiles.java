package io.parcook.tuning.dataset;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// Finds history files and opens them, plain or compressed with gzip.
public final class HistoryFiles {

  private static final int BUFFER = 1 << 16;

  private HistoryFiles() {}

  /// The files that patterns name, sorted by path within each pattern. A pattern is a file, a
  /// directory (its `*.csv` and `*.csv.gz`, not deeper), or a glob on file names such as
  /// `data/cloud_*.csv.gz`.
  ///
  /// @throws BadHistoryException if a pattern names nothing
  public static List<Path> find(List<String> patterns) {
    List<Path> files = new ArrayList<>();
    for (String pattern : patterns) {
      List<Path> found = find(pattern);
      if (found.isEmpty()) {
        throw new BadHistoryException(
            Path.of(pattern),
            "there is no such history. Name a .csv or .csv.gz file, a directory that holds such"
                + " files, or a glob on file names such as 'data/*.csv.gz'.");
      }
      files.addAll(found);
    }
    return List.copyOf(files);
  }

  private static List<Path> find(String pattern) {
    if (Files.isRegularFile(Path.of(pattern))) {
      return List.of(Path.of(pattern));
    }
    if (Files.isDirectory(Path.of(pattern))) {
      return list(Path.of(pattern), "*.{csv,csv.gz}");
    }
    int cut = pattern.lastIndexOf('/');
    Path directory = Path.of(cut < 0 ? "." : pattern.substring(0, cut + 1));
    return Files.isDirectory(directory) ? list(directory, pattern.substring(cut + 1)) : List.of();
  }

  private static List<Path> list(Path directory, String glob) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(entry -> matcher.matches(entry.getFileName()) && Files.isRegularFile(entry))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + directory + ": " + e.getMessage(), e);
    }
  }

  /// Opens a file as UTF-8 text, unpacking it when it begins like gzip, whatever its name.
  public static Reader open(Path file) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      raw.mark(2);
      boolean packed = raw.read() == 0x1f && raw.read() == 0x8b;
      raw.reset();
      InputStream text = packed ? new GZIPInputStream(raw, BUFFER) : raw;
      return new InputStreamReader(text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      raw.close();
      throw new IOException(file + " cannot be opened: " + e.getMessage(), e);
    }
  }
}
