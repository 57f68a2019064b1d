package io.parcook.sync.fetch;

import io.parcook.sync.catalog.Artifact;
import io.parcook.sync.catalog.Catalog;
import io.parcook.sync.catalog.DamagedContentException;
import io.parcook.sync.catalog.VersionState;
import io.parcook.sync.disk.Digest;
import io.parcook.sync.disk.DiskFile;
import io.parcook.sync.disk.FolderDisk;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.Transfer;
import io.parcook.sync.registry.artifact.ModelArtifact;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/// The folder in which a model's file grows, over restarts and broken lines, until the catalog has
/// it. It holds one model at a time.
final class Incoming {

  private static final String FOLDER = "incoming";

  private final FolderDisk disk;
  private final Path root;

  Incoming(FolderDisk disk, Path root) {
    this.disk = disk;
    this.root = root;
  }

  /// Brings the file here; what came before the line broke is not asked for again.
  void fetch(ModelArtifact model, Registry registry, Catalog catalog, Transfer transfer)
      throws IOException {
    disk.makeFolder(FOLDER);
    keepOnly(model.weight().digest());
    String file = name(model.weight().digest());
    if (!disk.exists(file)) {
      model.fetch(registry, digest -> ofCatalog(catalog, digest), disk, file, transfer);
    }
  }

  InputStream read(Digest file) throws IOException {
    return disk.read(name(file));
  }

  /// A version's file as a path, from the catalog if it is no longer here.
  Path file(VersionState version, Catalog catalog) throws IOException {
    Digest digest = version.version().artifact().digest();
    String name = name(digest);
    if (!disk.exists(name)) {
      disk.makeFolder(FOLDER);
      byte[] bytes = catalog.load(version).base();
      String part = name + ".copy";
      disk.delete(part);
      try (DiskFile copy = disk.append(part)) {
        copy.write(bytes, 0, bytes.length);
      }
      disk.rename(part, name);
    }
    return root.resolve(name);
  }

  /// Forgets what was half here of any other model.
  private void keepOnly(Digest model) throws IOException {
    for (String file : disk.names(FOLDER)) {
      if (!file.startsWith(model.hex())) {
        disk.delete(FOLDER + "/" + file);
      }
    }
  }

  void clear() throws IOException {
    for (String file : disk.names(FOLDER)) {
      disk.delete(FOLDER + "/" + file);
    }
  }

  private static String name(Digest digest) {
    return FOLDER + "/" + digest.hex();
  }

  /// Base models that are on this store's disk, for the deltas that start from them.
  private static Optional<InputStream> ofCatalog(Catalog catalog, Digest digest) {
    return catalog
        .state()
        .withContent(digest)
        .filter(state -> state.version().artifact() instanceof Artifact.Base)
        .flatMap(
            state -> {
              try {
                return Optional.of(new ByteArrayInputStream(catalog.load(state).base()));
              } catch (DamagedContentException _) {
                return Optional.empty(); // pruned, or to be found at the next start
              }
            });
  }
}
