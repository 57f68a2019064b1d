package io.parcook.sync.registry;

import io.parcook.sync.disk.Digest;
import io.parcook.sync.disk.Disk;
import io.parcook.sync.disk.DiskFile;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/// A file on its way: `<file>.part` grows, over restarts too, and becomes `file` once its digest is
/// right and its bytes are on disk. Bytes that a power cut garbled are found by the digest. Used by
/// one thread at a time.
public final class PartFile implements AutoCloseable {

  private final Disk disk;
  private final String file;
  private final String part;
  private final Descriptor blob;
  private final MessageDigest sha256 = Digest.sha256();
  private DiskFile open;
  private volatile long length;

  private PartFile(Disk disk, String file, Descriptor blob) throws IOException {
    this.disk = disk;
    this.file = file;
    this.blob = blob;
    this.part = file + ".part";
    this.length = readAgain();
    this.open = disk.append(part);
  }

  /// Goes on where an earlier attempt ended.
  public static PartFile open(Disk disk, String file, Descriptor blob) throws IOException {
    return new PartFile(disk, file, blob);
  }

  private long readAgain() throws IOException {
    if (!disk.exists(part)) {
      return 0;
    }
    if (disk.size(part) > blob.size()) {
      disk.delete(part);
      return 0;
    }
    long read = 0;
    try (InputStream in = disk.read(part)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sha256.update(buffer, 0, n);
        read += n;
      }
    }
    return read;
  }

  /// Bytes that are there.
  public long length() {
    return length;
  }

  /// Bytes that are still to come.
  public long missing() {
    return blob.size() - length;
  }

  /// Adds what came.
  ///
  /// @throws RegistryException if that is more than the blob has: there is no end to such data
  public void append(byte[] bytes, int from, int count) throws IOException {
    long longer = length + count;
    if (longer > blob.size()) {
      throw new RegistryException(
          new RegistryFault.TooLarge(blob.digest().toString(), longer, blob.size()));
    }
    sha256.update(bytes, from, count);
    open.write(bytes, from, count);
    length = longer;
  }

  /// Throws away what is there.
  public void restart() throws IOException {
    open.close();
    disk.delete(part);
    open = disk.append(part);
    sha256.reset();
    length = 0;
  }

  /// Gives the whole file its name.
  ///
  /// @throws RegistryException if its digest is wrong; what was there is thrown away
  public void complete() throws IOException {
    Digest actual = Digest.of(sha256);
    if (!actual.equals(blob.digest())) {
      open.close();
      disk.delete(part);
      throw new RegistryException(new RegistryFault.WrongDigest("The file", blob.digest(), actual));
    }
    open.force();
    open.close();
    disk.rename(part, file);
    int slash = file.lastIndexOf('/');
    disk.force(slash < 0 ? "" : file.substring(0, slash));
  }

  /// Leaves what came for the next attempt.
  @Override
  public void close() throws IOException {
    open.close();
  }
}
