package io.parcook.sync.fetch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parcook.sync.disk.Digest;
import io.parcook.sync.disk.Disk;
import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.Json;
import io.parcook.sync.registry.MediaTypes;
import io.parcook.sync.registry.Spent;
import io.parcook.sync.trust.Timestamp;
import io.parcook.sync.trust.TrustRoot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What was trusted last, kept over restarts: without it an old timestamp would look new. One small
/// file, replaced as a whole. It belongs to one repository and the keys that are configured; with
/// others it begins anew.
public final class FetchMemory {

  private static final String FILE = "trusted.json";
  private static final int MOST_BYTES = 8 << 20;
  private static final int MOST_MANIFESTS = 64;

  private final Disk disk;
  private final String owner;
  private TrustRoot root;
  private @Nullable Timestamp timestamp;
  private @Nullable String etag;
  private Spent spent = Spent.NOTHING;
  private final TreeMap<Long, Descriptor> manifests = new TreeMap<>();

  private FetchMemory(Disk disk, String owner, TrustRoot pinned) {
    this.disk = disk;
    this.owner = owner;
    this.root = pinned;
  }

  /// Reads what is kept. A file that cannot be read counts as none: the catalog still knows the
  /// newest release that served.
  ///
  /// @param repository that it is about
  /// @param pinned the keys that are configured
  public static FetchMemory open(Disk disk, String repository, TrustRoot pinned)
      throws IOException {
    byte[] name = repository.getBytes(StandardCharsets.UTF_8);
    String owner = Digest.of(name).hex() + Digest.of(pinned.bytes()).hex();
    FetchMemory memory = new FetchMemory(disk, owner, pinned);
    if (disk.exists(FILE)) {
      try (InputStream in = disk.read(FILE)) {
        memory.read(Json.read(in.readNBytes(MOST_BYTES)));
      } catch (IllegalArgumentException | DateTimeException _) {
        return new FetchMemory(disk, owner, pinned);
      }
    }
    return memory;
  }

  private void read(JsonNode node) {
    if (!owner.equals(Json.textOrNull(node, "owner"))) {
      return;
    }
    Base64.Decoder base64 = Base64.getDecoder();
    String kept = Json.textOrNull(node, "root");
    root = kept == null ? root : TrustRoot.parse(base64.decode(kept));
    String known = Json.textOrNull(node, "timestamp");
    timestamp = known == null ? null : Timestamp.parse(base64.decode(known));
    etag = Json.textOrNull(node, "etag");
    JsonNode counted = node.path("spent");
    spent =
        new Spent(
            Instant.parse(Json.text(counted, "hour")),
            counted.path("inHour").asLong(),
            Instant.parse(Json.text(counted, "window")),
            counted.path("inWindow").asLong());
    for (JsonNode each : node.path("manifests")) {
      manifests.put(
          each.path("release").asLong(),
          new Descriptor(
              MediaTypes.MANIFEST,
              Digest.parse(Json.text(each, "digest")),
              each.path("size").asLong()));
    }
  }

  synchronized TrustRoot root() {
    return root;
  }

  synchronized @Nullable Timestamp timestamp() {
    return timestamp;
  }

  synchronized @Nullable String etag() {
    return etag;
  }

  /// What of the line's budget was spent before the last stop.
  public synchronized Spent spent() {
    return spent;
  }

  /// How others refer to the model of a release, if this store fetched it lately.
  public synchronized Optional<Descriptor> manifest(long release) {
    return Optional.ofNullable(manifests.get(release));
  }

  synchronized void trust(Timestamp next, String nextEtag) throws IOException {
    timestamp = next;
    etag = nextEtag;
    write();
  }

  synchronized void trust(TrustRoot next) throws IOException {
    root = next;
    write();
  }

  /// Remembers how others refer to the model of a release.
  public synchronized void fetched(long release, Descriptor manifest) throws IOException {
    manifests.put(release, manifest);
    while (manifests.size() > MOST_MANIFESTS) {
      manifests.pollFirstEntry();
    }
    write();
  }

  /// Keeps what was spent.
  public synchronized void keep(Spent now) {
    if (now.equals(spent)) {
      return;
    }
    spent = now;
    try {
      write();
    } catch (IOException e) {
      throw new UncheckedIOException("What the line's budget has spent could not be kept", e);
    }
  }

  private void write() throws IOException {
    Base64.Encoder base64 = Base64.getEncoder();
    ObjectNode node = Json.object();
    node.put("owner", owner);
    if (root.version() > 1) {
      node.put("root", base64.encodeToString(root.bytes()));
    }
    if (timestamp != null) {
      node.put("timestamp", base64.encodeToString(timestamp.bytes()));
      node.put("etag", etag);
    }
    node.putObject("spent")
        .put("hour", spent.hour().toString())
        .put("inHour", spent.inHour())
        .put("window", spent.window().toString())
        .put("inWindow", spent.inWindow());
    var array = node.putArray("manifests");
    manifests.forEach(
        (release, manifest) ->
            array
                .addObject()
                .put("release", release)
                .put("digest", manifest.digest().toString())
                .put("size", manifest.size()));
    disk.replace(FILE, Json.write(node));
  }
}
