package io.parcook.service.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jboss.logging.Logger;

/// A small file that is replaced whole, for what is good to have after a restart and can be done
/// without: where it cannot be read or written, the log says so, and nothing else happens.
public record SmallFile(Path path, int mostBytes) {

  private static final Logger LOG = Logger.getLogger(SmallFile.class);

  /// Its bytes; empty if there is none that can be read.
  public Optional<byte[]> read() {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(mostBytes + 1);
      if (bytes.length <= mostBytes) {
        return Optional.of(bytes);
      }
      LOG.warnf("%s has more than %d bytes, and is left alone.", path, mostBytes);
    } catch (NoSuchFileException _) {
      // the first start
    } catch (IOException unreadable) {
      LOG.warnf("%s cannot be read: %s. It begins anew.", path, unreadable.getMessage());
    }
    return Optional.empty();
  }

  public void write(byte[] bytes) {
    Path part = path.resolveSibling(path.getFileName() + ".part");
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.write(part, bytes);
      Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException notWritten) {
      LOG.warnf("%s cannot be written: %s. What it held is lost at a restart.", path, notWritten);
    }
  }
}
