package io.parcook.sync.registry.http;

import io.parcook.sync.disk.Digest;
import io.parcook.sync.registry.Manifest;
import io.parcook.sync.registry.MediaTypes;
import io.parcook.sync.registry.RegistryException;
import io.parcook.sync.registry.RegistryFault;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Manifests and indexes of a repository, as bytes.
final class Manifests {

  private static final int SMALL = 64 << 10;

  private final Line line;
  private final Access access;

  Manifests(Line line, Access access) {
    this.line = line;
    this.access = access;
  }

  /// @return 200 with the body, 304 or 404
  Reply get(String reference, @Nullable String etag) throws IOException {
    String what = "manifest " + reference;
    Call call =
        Call.get(access.at("/manifests/" + reference), what)
            .with("Accept", MediaTypes.MANIFEST + ", " + MediaTypes.INDEX);
    if (etag != null) {
      call = call.with("If-None-Match", etag);
    }
    Reply reply = line.send(call, Manifest.MOST_BYTES);
    return switch (reply.status()) {
      case 200, 304, 404 -> reply;
      default -> throw line.rejected(call, reply);
    };
  }

  /// @return whether the registry looked after the subject itself
  boolean put(String reference, String mediaType, byte[] bytes) throws IOException {
    String what = "manifest " + reference;
    Call call =
        Call.push("PUT", access.at("/manifests/" + reference), bytes, what)
            .with("Content-Type", mediaType);
    Reply reply = line.send(call, SMALL);
    if (reply.status() == 404) {
      throw new RegistryException(
          new RegistryFault.Gone("repository that could take " + what, access.name()));
    }
    if (reply.status() != 201) {
      throw line.rejected(call, reply);
    }
    String expected = Digest.of(bytes).toString();
    String stored = reply.header("docker-content-digest").orElse(expected);
    if (!stored.equals(expected)) {
      throw new RegistryException(
          new RegistryFault.Malformed(what, "it was stored as " + stored + ", not " + expected));
    }
    return reply.header("oci-subject").isPresent();
  }
}
