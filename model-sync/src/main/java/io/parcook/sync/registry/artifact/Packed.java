package io.parcook.sync.registry.artifact;

import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.Manifest;
import io.parcook.sync.registry.Reference;
import io.parcook.sync.registry.Registry;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An artifact that is ready to be sent: its manifest and the bytes that it names.
public record Packed(Manifest manifest, Map<Descriptor, byte[]> blobs) {

  public Packed {
    blobs = new LinkedHashMap<>(blobs);
  }

  /// Sends the blobs that are not there, then the manifest.
  ///
  /// @param tag null for none
  /// @return how others refer to it
  public Descriptor push(Registry registry, Reference.@Nullable Tag tag) throws IOException {
    for (Map.Entry<Descriptor, byte[]> blob : blobs.entrySet()) {
      registry.push(blob.getKey(), blob.getValue());
    }
    return registry.push(manifest, tag);
  }
}
