package io.parcook.sync.catalog;

import io.parcook.sync.disk.Digest;

/// What a version consists of: one file, known by its digest before it is opened. The catalog never
/// looks into it.
public sealed interface Artifact {

  /// A name for people, such as `base-2026.11.1`.
  String name();

  /// The number the cloud gives its releases, which only grows; an adapter has that of its base.
  /// [#SHIPPED] is that of the base that came with the product.
  long release();

  Digest digest();

  /// Length of the file.
  long bytes();

  /// The digest of the base model that it needs in order to serve: its own, for a base.
  Digest base();

  /// The release of what came with the product, below any the cloud gives out.
  long SHIPPED = 0;

  /// A base model: one ONNX file.
  record Base(String name, long release, Digest digest, long bytes) implements Artifact {

    public Base {
      check(name, release, bytes);
    }

    @Override
    public Digest base() {
      return digest;
    }
  }

  /// What this store tuned on a base: overrides of some of its initializers.
  record Adapter(String name, long release, Digest digest, long bytes, Digest base)
      implements Artifact {

    public Adapter {
      check(name, release, bytes);
      if (digest.equals(base)) {
        throw new IllegalArgumentException("an adapter is not its own base: " + digest);
      }
    }
  }

  private static void check(String name, long release, long bytes) {
    if (name.isBlank() || name.length() > 200) {
      throw new IllegalArgumentException("a name has 1 to 200 characters; got '" + name + "'");
    }
    if (release < 0 || bytes < 1) {
      throw new IllegalArgumentException(
          "a release is not negative and a file not empty; got %d and %d bytes"
              .formatted(release, bytes));
    }
  }
}
