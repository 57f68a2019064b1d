package io.parcook.pipeline.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;

/// SQLite's native library. Left to itself, its driver asks `uname` in a process of its own what
/// machine this is, and unpacks the library anew, at each start.
public final class SqliteLibrary {

  private static final String PATH = "org.sqlite.lib.path";
  private static final String NAME = "org.sqlite.lib.name";

  private SqliteLibrary() {}

  /// Loads the library from a folder and keeps it there. To be called before SQLite's first
  /// connection. Without effect where the driver's own property names a folder already, and on
  /// machines that are not Linux on x86-64 or arm64; where the kept library does not load, on musl
  /// say, the driver finds its own.
  ///
  /// @throws UncheckedIOException if the folder cannot be written
  public static void keepIn(Path folder) {
    URL library = library();
    if (library == null || System.getProperty(PATH) != null) {
      return;
    }
    try {
      Path kept = KeptLibrary.keep(library, folder);
      System.setProperty(PATH, String.valueOf(kept.getParent()));
      System.setProperty(NAME, String.valueOf(kept.getFileName()));
      SQLiteJDBCLoader.initialize();
    } catch (IOException e) {
      throw new UncheckedIOException("SQLite's library cannot be kept in " + folder, e);
    } catch (Exception e) {
      throw new IllegalStateException("SQLite's library cannot be loaded", e);
    } finally {
      // Taken back: a class loader that comes later needs a file of its own.
      System.clearProperty(PATH);
      System.clearProperty(NAME);
    }
  }

  private static @Nullable URL library() {
    if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
      return null;
    }
    return switch (System.getProperty("os.arch", "")) {
      case "amd64", "x86_64" -> resource("x86_64");
      case "aarch64" -> resource("aarch64");
      default -> null;
    };
  }

  private static @Nullable URL resource(String machine) {
    return SQLiteJDBCLoader.class.getResource(
        "/org/sqlite/native/Linux/" + machine + "/libsqlitejdbc.so");
  }
}
