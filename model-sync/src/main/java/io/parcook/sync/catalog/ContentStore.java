package io.parcook.sync.catalog;

import io.parcook.sync.disk.Digest;
import io.parcook.sync.disk.Disk;
import io.parcook.sync.disk.DiskFile;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Files named by what they contain: `sha256/<hex>`. A file gets its name only once all its bytes
/// are on disk and are the announced ones.
final class ContentStore {

  static final String FOLDER = "sha256";
  private static final String ARRIVING = FOLDER + "/arriving.part";
  private static final int CHUNK = 64 << 10;

  private final Disk disk;
  private final Map<Digest, Long> sizes =
      Collections.synchronizedMap(new TreeMap<>((a, b) -> a.hex().compareTo(b.hex())));

  ContentStore(Disk disk) throws IOException {
    this.disk = disk;
    disk.makeFolder(FOLDER);
  }

  /// Deletes what the catalog does not know, such as a file whose arrival was cut off, and learns
  /// what there is. Gives how many files went.
  int sweep(Set<Digest> known) throws IOException {
    int swept = 0;
    for (String name : disk.names(FOLDER)) {
      Optional<Digest> digest = known.stream().filter(d -> d.hex().equals(name)).findFirst();
      if (digest.isPresent()) {
        sizes.put(digest.get(), disk.size(path(digest.get())));
      } else {
        disk.delete(FOLDER + "/" + name);
        swept++;
      }
    }
    return swept;
  }

  /// Whether a file of this content is here, whole or not.
  boolean has(Digest digest) {
    return sizes.containsKey(digest);
  }

  /// Lengths of all files.
  Map<Digest, Long> sizes() {
    synchronized (sizes) {
      return Map.copyOf(sizes);
    }
  }

  /// Reads the announced bytes to a place aside. Never takes more of them than announced.
  Arrival receive(Artifact announced, InputStream content) throws IOException {
    disk.delete(ARRIVING);
    MessageDigest sha256 = Digest.sha256();
    long bytes = 0;
    try (DiskFile file = disk.append(ARRIVING)) {
      byte[] chunk = new byte[CHUNK];
      for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
        bytes += read;
        if (bytes > announced.bytes()) {
          break;
        }
        sha256.update(chunk, 0, read);
        file.write(chunk, 0, read);
      }
      file.force();
    }
    return new Arrival(bytes, Digest.of(sha256));
  }

  /// What arrived.
  ///
  /// @param bytes its length; more than announced where it was cut off there
  record Arrival(long bytes, Digest digest) {

    boolean is(Artifact announced) {
      return bytes == announced.bytes() && digest.equals(announced.digest());
    }
  }

  /// Puts what was received in its place; on return it is durable.
  void keep(Artifact received) throws IOException {
    disk.rename(ARRIVING, path(received.digest()));
    disk.force(FOLDER);
    sizes.put(received.digest(), received.bytes());
  }

  void dropArrival() throws IOException {
    disk.delete(ARRIVING);
  }

  /// Deletes a file. Not durable, and need not be: a start sweeps again.
  void delete(Digest digest) throws IOException {
    sizes.remove(digest);
    disk.delete(path(digest));
  }

  /// Whether the file is here and has the bytes it should; reads all of it.
  boolean isWhole(Artifact artifact) throws IOException {
    if (!disk.exists(path(artifact.digest()))
        || disk.size(path(artifact.digest())) != artifact.bytes()) {
      return false;
    }
    MessageDigest sha256 = Digest.sha256();
    try (InputStream in = disk.read(path(artifact.digest()))) {
      byte[] chunk = new byte[CHUNK];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        sha256.update(chunk, 0, read);
      }
    }
    return Digest.of(sha256).equals(artifact.digest());
  }

  /// The file's bytes; empty where they are not the ones they should be.
  Optional<byte[]> read(Digest digest) throws IOException {
    if (!disk.exists(path(digest))) {
      return Optional.empty();
    }
    try (InputStream in = disk.read(path(digest))) {
      byte[] bytes = in.readAllBytes();
      return Digest.of(bytes).equals(digest) ? Optional.of(bytes) : Optional.empty();
    }
  }

  private static String path(Digest digest) {
    return FOLDER + "/" + digest.hex();
  }
}
