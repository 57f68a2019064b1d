package io.parcook.sync.registry.artifact;

import io.parcook.sync.disk.Digest;
import io.parcook.sync.disk.Disk;
import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.Manifest;
import io.parcook.sync.registry.MediaTypes;
import io.parcook.sync.registry.PartFile;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.RegistryException;
import io.parcook.sync.registry.RegistryFault;
import io.parcook.sync.registry.Transfer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.Optional;

/// A model in a repository, read from its manifest.
///
/// @param version the model's own name and version
/// @param number grows with every model that is published
/// @param weight the plain ONNX file
public record ModelArtifact(Manifest manifest, String version, long number, Descriptor weight) {

  /// Reads what a manifest says of a model.
  ///
  /// @throws RegistryException if it is no model of ours, saying what is missing
  public static ModelArtifact of(Manifest manifest) throws RegistryException {
    if (!MediaTypes.MODEL.equals(manifest.artifactType())) {
      throw malformed("its artifactType is '%s'".formatted(manifest.artifactType()));
    }
    Descriptor weight =
        manifest.layers().stream()
            .filter(layer -> layer.mediaType().equals(MediaTypes.WEIGHT))
            .findFirst()
            .orElseThrow(() -> malformed("it has no layer of type " + MediaTypes.WEIGHT));
    String number = manifest.annotations().getOrDefault(Annotations.NUMBER, "");
    if (!number.matches("[0-9]{1,18}")) {
      throw malformed("its annotation %s is '%s'".formatted(Annotations.NUMBER, number));
    }
    return new ModelArtifact(
        manifest,
        manifest.annotations().getOrDefault(Annotations.VERSION, "unnamed"),
        Long.parseLong(number),
        weight);
  }

  private static RegistryException malformed(String detail) {
    return new RegistryException(new RegistryFault.Malformed("The manifest of a model", detail));
  }

  /// Files that the store already has.
  @FunctionalInterface
  public interface Bases {
    /// Opens one, or nothing if it is not there.
    Optional<InputStream> open(Digest file) throws IOException;
  }

  /// The smallest delta that starts from a file that the store has.
  public Optional<Descriptor> delta(Bases bases) throws IOException {
    var deltas =
        manifest.layers().stream()
            .filter(layer -> layer.mediaType().equals(MediaTypes.WEIGHT_DELTA))
            .filter(
                layer ->
                    layer
                        .annotation(Annotations.RESULT)
                        .filter(weight.digest().toString()::equals)
                        .isPresent())
            .filter(layer -> layer.size() < weight.size())
            .sorted(Comparator.comparingLong(Descriptor::size))
            .toList();
    for (Descriptor delta : deltas) {
      try (InputStream base = base(delta, bases).orElse(null)) {
        if (base != null) {
          return Optional.of(delta);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<InputStream> base(Descriptor delta, Bases bases) throws IOException {
    try {
      return bases.open(Digest.parse(delta.annotations().getOrDefault(Annotations.BASE, "")));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Gets the model's file: what changed, where the store has a base for it, otherwise all of it.
  /// The file has the digest that the manifest names in either case. A base or a delta that turns
  /// out to be bad costs its own bytes and nothing else.
  public void fetch(Registry registry, Bases bases, Disk disk, String file, Transfer transfer)
      throws IOException {
    transfer.admit(weight);
    Optional<Descriptor> delta = delta(bases);
    if (delta.isEmpty() || !made(registry, delta.get(), bases, disk, file, transfer)) {
      registry.fetch(weight, disk, file, transfer);
    }
  }

  private boolean made(
      Registry registry, Descriptor delta, Bases bases, Disk disk, String file, Transfer transfer)
      throws IOException {
    String small = file + ".delta";
    try (InputStream base = base(delta, bases).orElseThrow()) {
      registry.fetch(delta, disk, small, transfer);
      byte[] bytes;
      try (InputStream in = disk.read(small)) {
        bytes =
            DeltaReader.make(
                base.readNBytes((int) Math.min(transfer.mostBytes(), Integer.MAX_VALUE - 8)),
                in.readAllBytes(),
                Math.toIntExact(weight.size()));
      }
      disk.delete(file + ".part");
      try (PartFile part = PartFile.open(disk, file, weight)) {
        part.append(bytes, 0, bytes.length);
        part.complete();
      }
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    } catch (RegistryException e) {
      if (!(e.fault() instanceof RegistryFault.WrongDigest
          || e.fault() instanceof RegistryFault.Gone)) {
        throw e;
      }
      return false;
    } finally {
      if (disk.exists(small)) {
        disk.delete(small);
      }
    }
  }
}
