package io.parcook.sync.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.sync.catalog.VersionState.Live;
import io.parcook.sync.catalog.VersionState.Refused;
import io.parcook.sync.disk.Digest;
import io.parcook.sync.disk.Disk;
import java.io.IOException;
import java.util.stream.Collectors;

/// What holds of every catalog at any time, however it came to be as it is.
final class Soundness {

  private Soundness() {}

  /// One version serves. Whatever may still serve can be loaded, and its bytes are those that
  /// belong to its name, which this knows without asking for a digest. No other file is there.
  static void check(Catalog catalog, Disk disk) throws IOException {
    CatalogState state = catalog.state();
    assertThat(state.versions().stream().filter(Live.class::isInstance)).hasSize(1);
    for (VersionState version : state.versions()) {
      if (!(version instanceof Refused)) {
        assertLoads(catalog, version);
      }
    }
    assertThat(disk.names(ContentStore.FOLDER))
        .allSatisfy(name -> assertThat(state.withContent(new Digest(name))).isPresent());
  }

  private static void assertLoads(Catalog catalog, VersionState version) {
    Artifact artifact = version.version().artifact();
    ServableModel model = catalog.load(version);
    if (artifact instanceof Artifact.Adapter) {
      assertThat(model.adapter())
          .hasValueSatisfying(b -> assertThat(b).isEqualTo(Contents.of(artifact)));
      Artifact base =
          catalog.state().versions().stream()
              .map(other -> other.version().artifact())
              .filter(other -> other.digest().equals(artifact.base()))
              .collect(Collectors.toList())
              .getFirst();
      assertThat(model.base()).isEqualTo(Contents.of(base));
    } else {
      assertThat(model.base()).isEqualTo(Contents.of(artifact));
    }
  }
}
