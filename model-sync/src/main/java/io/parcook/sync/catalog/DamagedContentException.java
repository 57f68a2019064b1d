package io.parcook.sync.catalog;

/// The file of a version, or of its base, is not what it should be: the disk lost or changed it.
/// No byte of it was given out. [Catalog#verify] forgets it and goes back to a whole version.
public final class DamagedContentException extends RuntimeException {

  DamagedContentException(Version version) {
    super(
        "The file of %s, or of its base, is missing or damaged. Verify the catalog to go back to a"
                .formatted(version)
            + " version that is whole, and look at the disk.");
  }
}
