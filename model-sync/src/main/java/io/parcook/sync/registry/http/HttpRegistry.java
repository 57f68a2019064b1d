package io.parcook.sync.registry.http;

import io.parcook.sync.disk.Digest;
import io.parcook.sync.disk.Disk;
import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.Manifest;
import io.parcook.sync.registry.MediaTypes;
import io.parcook.sync.registry.PartFile;
import io.parcook.sync.registry.Reference;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.RegistryException;
import io.parcook.sync.registry.RegistryFault;
import io.parcook.sync.registry.Resolution;
import io.parcook.sync.registry.Transfer;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// A repository of an OCI registry.
public final class HttpRegistry implements Registry {

  /// Uploads that broke off and may go on; a registry forgets them after a while, so do we.
  private static final int MOST_SESSIONS = 64;

  /// What an error may say.
  private static final int SMALL = 64 << 10;

  private final Access access;
  private final Line line;
  private final Manifests manifests;
  private final Referrers referrers;
  private final Map<Digest, URI> sessions = new ConcurrentHashMap<>();

  /// Opens no connection yet.
  ///
  /// @throws IOException if certificates or keys cannot be read
  public HttpRegistry(Access access) throws IOException {
    this(access, _ -> {});
  }

  /// Opens no connection yet.
  ///
  /// @param overhead hears of the bytes of manifests, small blobs and all questions and answers; a
  ///     blob on its way is charged to its [Transfer]
  /// @throws IOException if certificates or keys cannot be read
  public HttpRegistry(Access access, LongConsumer overhead) throws IOException {
    this.access = access;
    this.line = new Line(access, overhead);
    this.manifests = new Manifests(line, access);
    this.referrers = new Referrers(line, access, manifests);
  }

  @Override
  public String name() {
    return access.name();
  }

  @Override
  public Resolution resolve(Reference reference, @Nullable String etag) throws IOException {
    Reply reply = manifests.get(reference.toString(), etag);
    if (reply.status() == 304) {
      return new Resolution.Unchanged();
    }
    if (reply.status() == 404) {
      return new Resolution.Missing();
    }
    Digest actual = Digest.of(reply.body());
    Digest expected =
        switch (reference) {
          case Reference.Exactly exactly -> exactly.digest();
          case Reference.Tag _ -> announced(reply, actual);
        };
    if (!actual.equals(expected)) {
      throw new RegistryException(
          new RegistryFault.WrongDigest("Manifest " + reference, expected, actual));
    }
    return new Resolution.Found(
        actual, reply.body(), reply.header("etag").orElse("\"" + actual + "\""));
  }

  private static Digest announced(Reply reply, Digest otherwise) throws RegistryException {
    String text = reply.header("docker-content-digest").orElse(otherwise.toString());
    try {
      return Digest.parse(text);
    } catch (IllegalArgumentException e) {
      throw new RegistryException(
          new RegistryFault.Malformed("The header Docker-Content-Digest", text), e);
    }
  }

  @Override
  public byte[] bytes(Descriptor blob, int mostBytes) throws IOException {
    String what = blob.digest().toString();
    if (blob.size() > mostBytes) {
      throw new RegistryException(new RegistryFault.TooLarge(what, blob.size(), mostBytes));
    }
    Call call = Call.get(access.at("/blobs/" + what), what);
    Reply reply = line.send(call, Math.max((int) blob.size(), SMALL));
    if (reply.status() == 404) {
      throw new RegistryException(new RegistryFault.Gone("blob " + what, name()));
    }
    if (reply.status() != 200) {
      throw line.rejected(call, reply);
    }
    Digest actual = Digest.of(reply.body());
    if (!actual.equals(blob.digest())) {
      throw new RegistryException(new RegistryFault.WrongDigest("The blob", blob.digest(), actual));
    }
    return reply.body();
  }

  @Override
  public void fetch(Descriptor blob, Disk disk, String file, Transfer transfer) throws IOException {
    transfer.admit(blob);
    try (PartFile part = PartFile.open(disk, file, blob)) {
      new Download(line, access, blob, part, transfer).run();
      part.complete();
    }
  }

  @Override
  public boolean has(Digest blob) throws IOException {
    Call call = Call.get(access.at("/blobs/" + blob), blob.toString()).by("HEAD");
    Reply reply = line.send(call, 0);
    return switch (reply.status()) {
      case 200 -> true;
      case 404 -> false;
      default -> throw line.rejected(call, reply);
    };
  }

  @Override
  public void push(Descriptor blob, Source source, Transfer transfer) throws IOException {
    transfer.admit(blob);
    if (has(blob.digest())) {
      return;
    }
    URI open = sessions.remove(blob.digest());
    Upload upload = new Upload(line, access, blob, source, transfer, open);
    try {
      upload.run();
    } finally {
      URI session = upload.session();
      if (session != null && sessions.size() < MOST_SESSIONS) {
        sessions.put(blob.digest(), session);
      }
    }
  }

  @Override
  public Descriptor push(Manifest manifest, Reference.@Nullable Tag tag) throws IOException {
    Descriptor descriptor = manifest.descriptor();
    String reference = tag == null ? descriptor.digest().toString() : tag.name();
    boolean looksAfter = manifests.put(reference, MediaTypes.MANIFEST, manifest.bytes());
    Descriptor subject = manifest.subject();
    if (subject != null && !looksAfter) {
      referrers.add(subject.digest(), descriptor);
    }
    return descriptor;
  }

  @Override
  public List<Descriptor> referrers(Digest subject, @Nullable String artifactType)
      throws IOException {
    return referrers.of(subject).stream()
        .filter(d -> artifactType == null || artifactType.equals(d.artifactType()))
        .toList();
  }

  @Override
  public void close() {
    line.close();
  }
}
