package io.parcook.sync.trust;

import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.Manifest;
import io.parcook.sync.registry.MediaTypes;
import io.parcook.sync.registry.Reference;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.RegistryException;
import io.parcook.sync.registry.RegistryFault;
import io.parcook.sync.registry.Resolution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Signed documents of a repository under tags of their own: `timestamp`, and `root.2`, `root.3` …
/// The document travels inside its manifest, so that one conditional request is a whole poll.
public final class Announcements {

  public static final Reference.Tag TIMESTAMP = new Reference.Tag("timestamp");
  private static final String ENVELOPE = "application/vnd.dsse.envelope.v1+json";
  private static final byte[] NO_CONFIG = "{}".getBytes(StandardCharsets.UTF_8);

  private Announcements() {}

  /// The tag of a root document.
  public static Reference.Tag root(long version) {
    return new Reference.Tag("root." + version);
  }

  /// Publishes a signed document.
  public static Descriptor publish(Registry registry, Reference.Tag tag, Envelope document)
      throws IOException {
    byte[] json = document.json();
    Descriptor layer = Descriptor.of(ENVELOPE, json).carrying(json);
    Descriptor config = Descriptor.of(MediaTypes.EMPTY, NO_CONFIG);
    registry.push(config, NO_CONFIG);
    registry.push(layer, json);
    return registry.push(
        new Manifest(document.payloadType(), config, List.of(layer), null, Map.of()), tag);
  }

  /// What a repository has under such a tag.
  ///
  /// @param etag of what is known
  public static Answer ask(Registry registry, Reference.Tag tag, @Nullable String etag)
      throws IOException {
    return switch (registry.resolve(tag, etag)) {
      case Resolution.Missing _ -> new Answer.Nothing();
      case Resolution.Unchanged _ -> new Answer.Unchanged();
      case Resolution.Found found -> new Answer.Document(document(registry, found), found.etag());
    };
  }

  private static byte[] document(Registry registry, Resolution.Found found) throws IOException {
    Descriptor layer =
        found.manifest().layers().stream()
            .filter(each -> each.mediaType().equals(ENVELOPE))
            .findFirst()
            .orElseThrow(
                () ->
                    new RegistryException(
                        new RegistryFault.Malformed(
                            found.digest().toString(), "it has no layer of type " + ENVELOPE)));
    String data = layer.data();
    if (data == null) {
      return registry.bytes(layer, Envelope.MOST_BYTES);
    }
    try {
      return Base64.getDecoder().decode(data);
    } catch (IllegalArgumentException e) {
      throw new RegistryException(
          new RegistryFault.Malformed(found.digest().toString(), "its data is no Base64"), e);
    }
  }

  /// What a repository says.
  public sealed interface Answer {

    /// There is none.
    record Nothing() implements Answer {}

    /// Still what the etag stands for.
    record Unchanged() implements Answer {}

    /// A signed document; nothing in it is checked yet.
    record Document(byte[] envelope, String etag) implements Answer {}
  }
}
