package io.parcook.sync.registry;

import io.parcook.sync.disk.Digest;
import java.util.regex.Pattern;

/// What one asks a repository for: a tag, which may move, or a digest, which cannot.
public sealed interface Reference {

  /// A name that the repository's owner may point elsewhere at any time.
  record Tag(String name) implements Reference {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");

    public Tag {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "'" + name + "' is no tag: letters, digits and . _ -, at most 128");
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /// Exactly these bytes.
  record Exactly(Digest digest) implements Reference {
    @Override
    public String toString() {
      return digest.toString();
    }
  }

  /// A digest if it reads like one, otherwise a tag.
  ///
  /// @throws IllegalArgumentException if it is neither
  static Reference parse(String text) {
    return text.contains(":") ? new Exactly(Digest.parse(text)) : new Tag(text);
  }
}
