package io.parcook.sync.registry.http;

import io.parcook.sync.disk.Digest;
import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.ImageIndex;
import io.parcook.sync.registry.MediaTypes;
import io.parcook.sync.registry.RegistryException;
import io.parcook.sync.registry.RegistryFault;
import io.parcook.sync.registry.artifact.Annotations;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What refers to a manifest: by the referrers API, and where a registry has none by the index
/// under the tag `sha256-<hex>`, which clients keep (OCI distribution specification 1.1).
final class Referrers {

  private static final int MOST_BYTES = 4 << 20;
  private static final int MOST_PAGES = 32;
  private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;\\s*rel=\"?next\"?");

  private final Line line;
  private final Access access;
  private final Manifests manifests;

  Referrers(Line line, Access access, Manifests manifests) {
    this.line = line;
    this.access = access;
    this.manifests = manifests;
  }

  private static String tag(Digest subject) {
    return "sha256-" + subject.hex();
  }

  List<Descriptor> of(Digest subject) throws IOException {
    List<Descriptor> all = new ArrayList<>();
    Optional<URI> page = Optional.of(access.at("/referrers/" + subject));
    for (int pages = 0; page.isPresent() && pages < MOST_PAGES; pages++) {
      Call call = Call.get(page.get(), "referrers of " + subject);
      Reply reply = line.send(call, MOST_BYTES);
      if (reply.status() == 404 && pages == 0) {
        return tagged(subject).manifests();
      }
      if (reply.status() != 200) {
        throw line.rejected(call, reply);
      }
      all.addAll(index(reply.body(), call.what()).manifests());
      page = next(reply);
    }
    return all;
  }

  private static Optional<URI> next(Reply reply) {
    Matcher link = NEXT.matcher(reply.header("link").orElse(""));
    return link.find() ? Optional.of(reply.uri().resolve(link.group(1))) : Optional.empty();
  }

  /// Adds a referrer to the index under the tag. Two writers can lose each other's entry, for a
  /// registry has no compare and set here; so it is read again, and written again, until it stays.
  /// What the same store said earlier of the same kind gives way, or the index would grow for ever.
  void add(Digest subject, Descriptor referrer) throws IOException {
    for (int attempt = 0; attempt < access.retries().attempts(); attempt++) {
      ImageIndex index = tagged(subject);
      if (contains(index, referrer)) {
        return;
      }
      manifests.put(
          tag(subject),
          MediaTypes.INDEX,
          index.without(other -> isEarlier(other, referrer)).with(referrer).bytes());
    }
    if (!contains(tagged(subject), referrer)) {
      throw new RegistryException(
          new RegistryFault.Unreachable(
              access.name(), "others write the referrers of " + subject + " all the time"));
    }
  }

  private static boolean isEarlier(Descriptor other, Descriptor referrer) {
    return referrer.annotation(Annotations.STORE).isPresent()
        && referrer.annotation(Annotations.STORE).equals(other.annotation(Annotations.STORE))
        && referrer.annotation(Annotations.KIND).equals(other.annotation(Annotations.KIND));
  }

  private static boolean contains(ImageIndex index, Descriptor referrer) {
    return index.manifests().stream().anyMatch(d -> d.digest().equals(referrer.digest()));
  }

  private ImageIndex tagged(Digest subject) throws IOException {
    Reply reply = manifests.get(tag(subject), null);
    return reply.status() == 404
        ? ImageIndex.empty()
        : index(reply.body(), "the index " + tag(subject));
  }

  private static ImageIndex index(byte[] bytes, String what) throws RegistryException {
    try {
      return ImageIndex.parse(bytes);
    } catch (IllegalArgumentException e) {
      throw new RegistryException(
          new RegistryFault.Malformed(what, String.valueOf(e.getMessage())), e);
    }
  }
}
