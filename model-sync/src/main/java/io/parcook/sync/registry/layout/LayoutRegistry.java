package io.parcook.sync.registry.layout;

import io.parcook.sync.disk.Digest;
import io.parcook.sync.disk.Disk;
import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.ImageIndex;
import io.parcook.sync.registry.Manifest;
import io.parcook.sync.registry.MediaTypes;
import io.parcook.sync.registry.PartFile;
import io.parcook.sync.registry.Reference;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.RegistryException;
import io.parcook.sync.registry.RegistryFault;
import io.parcook.sync.registry.Resolution;
import io.parcook.sync.registry.Transfer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A folder in OCI image layout, as skopeo, oras and others read and write it. Blobs are on disk
/// before the index names them, and the index is replaced as a whole, so a power cut leaves at
/// worst a blob that nobody names. One process writes at a time.
public final class LayoutRegistry implements Registry {

  private static final String TAG = "org.opencontainers.image.ref.name";
  private static final String INDEX = "index.json";
  private static final String MARK = "oci-layout";
  private static final byte[] VERSION =
      "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8);
  private static final int MOST_INDEX = 16 << 20;
  private static final String BLOBS = "blobs/sha256";

  private final Disk disk;
  private final String name;

  /// Reads and writes nothing yet.
  ///
  /// @param name of the folder, for messages
  public LayoutRegistry(Disk disk, String name) {
    this.disk = disk;
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public synchronized Resolution resolve(Reference reference, @Nullable String etag)
      throws IOException {
    Digest digest =
        switch (reference) {
          case Reference.Exactly exactly -> exactly.digest();
          case Reference.Tag tag -> digestOf(tag);
        };
    if (digest == null || !has(digest)) {
      return new Resolution.Missing();
    }
    String now = "\"" + digest + "\"";
    return now.equals(etag)
        ? new Resolution.Unchanged()
        : new Resolution.Found(digest, read(digest, Manifest.MOST_BYTES), now);
  }

  private @Nullable Digest digestOf(Reference.Tag tag) throws IOException {
    return index().manifests().stream()
        .filter(entry -> tag.name().equals(entry.annotations().get(TAG)))
        .map(Descriptor::digest)
        .findFirst()
        .orElse(null);
  }

  @Override
  public byte[] bytes(Descriptor blob, int mostBytes) throws IOException {
    if (blob.size() > mostBytes) {
      throw new RegistryException(
          new RegistryFault.TooLarge(blob.digest().toString(), blob.size(), mostBytes));
    }
    return read(blob.digest(), (int) blob.size());
  }

  @Override
  public void fetch(Descriptor blob, Disk to, String file, Transfer transfer) throws IOException {
    transfer.admit(blob);
    try (PartFile part = PartFile.open(to, file, blob);
        InputStream in = open(blob.digest())) {
      in.skipNBytes(part.length());
      copy(in, part, transfer);
      part.complete();
    }
  }

  private static void copy(InputStream in, PartFile part, Transfer transfer) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      part.append(buffer, 0, n);
      transfer.progress().accept(n);
    }
  }

  @Override
  public boolean has(Digest blob) throws IOException {
    return disk.exists(path(blob));
  }

  @Override
  public synchronized void push(Descriptor blob, Source source, Transfer transfer)
      throws IOException {
    transfer.admit(blob);
    if (has(blob.digest())) {
      return;
    }
    disk.makeFolder(BLOBS);
    if (!disk.exists(MARK)) {
      disk.replace(MARK, VERSION);
    }
    try (PartFile part = PartFile.open(disk, path(blob.digest()), blob);
        InputStream in = source.open()) {
      in.skipNBytes(part.length());
      copy(in, part, transfer);
      part.complete();
    }
  }

  @Override
  public synchronized Descriptor push(Manifest manifest, Reference.@Nullable Tag tag)
      throws IOException {
    List<Descriptor> parts = new ArrayList<>(manifest.layers());
    parts.add(manifest.config());
    for (Descriptor part : parts) {
      if (!has(part.digest())) {
        throw gone(part.digest());
      }
    }
    Descriptor descriptor = manifest.descriptor();
    push(descriptor, manifest.bytes());
    disk.replace(INDEX, with(descriptor, tag).bytes());
    return descriptor;
  }

  private ImageIndex with(Descriptor manifest, Reference.@Nullable Tag tag) throws IOException {
    Digest digest = manifest.digest();
    ImageIndex index = index();
    if (tag == null) {
      boolean known = index.manifests().stream().anyMatch(e -> e.digest().equals(digest));
      return known ? index : index.with(manifest);
    }
    Map<String, String> annotations = new TreeMap<>(manifest.annotations());
    annotations.put(TAG, tag.name());
    return index
        .without(
            entry -> {
              String other = entry.annotations().get(TAG);
              return tag.name().equals(other) || (other == null && entry.digest().equals(digest));
            })
        .with(manifest.annotated(annotations));
  }

  @Override
  public synchronized List<Descriptor> referrers(Digest subject, @Nullable String artifactType)
      throws IOException {
    List<Descriptor> found = new ArrayList<>();
    for (Digest each : index().manifests().stream().map(Descriptor::digest).distinct().toList()) {
      Manifest manifest = manifestOrNull(each);
      Descriptor other = manifest == null ? null : manifest.subject();
      if (manifest != null
          && other != null
          && other.digest().equals(subject)
          && (artifactType == null || artifactType.equals(manifest.artifactType()))) {
        found.add(described(each, manifest));
      }
    }
    return found;
  }

  private Descriptor described(Digest digest, Manifest manifest) throws IOException {
    return new Descriptor(
        MediaTypes.MANIFEST,
        digest,
        disk.size(path(digest)),
        manifest.artifactType(),
        manifest.annotations(),
        null);
  }

  /// Null for what others keep in a layout that is no image manifest, such as an index.
  private @Nullable Manifest manifestOrNull(Digest digest) throws IOException {
    try {
      return Manifest.parse(read(digest, Manifest.MOST_BYTES));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private ImageIndex index() throws IOException {
    if (!disk.exists(INDEX)) {
      return ImageIndex.empty();
    }
    try (InputStream in = disk.read(INDEX)) {
      return ImageIndex.parse(in.readNBytes(MOST_INDEX));
    } catch (IllegalArgumentException e) {
      throw new RegistryException(
          new RegistryFault.Malformed(name + "/" + INDEX, String.valueOf(e.getMessage())), e);
    }
  }

  private byte[] read(Digest digest, int most) throws IOException {
    byte[] bytes;
    try (InputStream in = open(digest)) {
      bytes = in.readNBytes(most + 1);
    }
    if (bytes.length > most) {
      throw new RegistryException(
          new RegistryFault.TooLarge(digest.toString(), bytes.length, most));
    }
    Digest actual = Digest.of(bytes);
    if (!actual.equals(digest)) {
      throw new RegistryException(
          new RegistryFault.WrongDigest("A blob of " + name, digest, actual));
    }
    return bytes;
  }

  private InputStream open(Digest digest) throws IOException {
    try {
      return disk.read(path(digest));
    } catch (NoSuchFileException _) {
      throw gone(digest);
    }
  }

  private RegistryException gone(Digest digest) {
    return new RegistryException(new RegistryFault.Gone("blob " + digest, name));
  }

  private static String path(Digest digest) {
    return BLOBS + "/" + digest.hex();
  }

  @Override
  public void close() {
    // A folder needs no farewell.
  }
}
