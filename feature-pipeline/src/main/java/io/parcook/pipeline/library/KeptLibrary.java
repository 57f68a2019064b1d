package io.parcook.pipeline.library;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A native library that a jar brings, unpacked once into a folder that is named by the jar and so
/// by its version: `native/onnxruntime-1.29.0/libonnxruntime.so`. Left to themselves, the jars'
/// loaders unpack theirs into the temporary folder at each start, and what was killed leaves them
/// there.
public final class KeptLibrary {

  private KeptLibrary() {}

  /// Unpacks a library below `folder`, if the one that is there is not of its size.
  ///
  /// @param library where the jar has it
  /// @return the unpacked file, absolute; its parent is the folder of this version
  /// @throws IOException if the folder cannot be written
  public static Path keep(URL library, Path folder) throws IOException {
    Path version = Files.createDirectories(folder.toAbsolutePath().resolve(version(library)));
    String path = library.getPath();
    Path kept = version.resolve(path.substring(path.lastIndexOf('/') + 1));
    var connection = library.openConnection();
    if (Files.exists(kept) && Files.size(kept) == connection.getContentLengthLong()) {
      return kept;
    }
    Path part = Files.createTempFile(version, "library", ".part");
    try (InputStream bytes = connection.getInputStream()) {
      Files.copy(bytes, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
    return kept;
  }

  /// The name of the jar that a library is in.
  private static String version(URL library) {
    String jar = library.getPath();
    jar = jar.substring(0, Math.max(0, jar.lastIndexOf(".jar!")));
    return jar.substring(jar.lastIndexOf('/') + 1);
  }
}
