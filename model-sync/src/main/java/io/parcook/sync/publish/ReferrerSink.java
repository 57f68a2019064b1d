package io.parcook.sync.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.parcook.pipeline.ledger.Reports;
import io.parcook.pipeline.ledger.StoredEvent;
import io.parcook.sync.disk.Digest;
import io.parcook.sync.fetch.FetchMemory;
import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.Json;
import io.parcook.sync.registry.Manifest;
import io.parcook.sync.registry.MediaTypes;
import io.parcook.sync.registry.Reference;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.artifact.Annotations;
import io.parcook.sync.registry.artifact.ModelPack;
import io.parcook.sync.registry.artifact.Packed;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Puts a store's reports beside the model that they are about, as referrers in its repository: the
/// adapter it tuned with its figures, its scores, its health. One of each kind a store: a newer one
/// takes the place of the older. What is about a model that no repository holds stays here.
public final class ReferrerSink implements Sink {

  /// The artifact type of a report that is no adapter, and of its layer.
  public static final String REPORT = "application/vnd.parcook.report.v1+json";

  /// Kind of a report about an adapter: its facts have `digest` and `release`.
  public static final String ADAPTER = ModelPack.ADAPTER;

  private static final byte[] NO_CONFIG = "{}".getBytes(UTF_8);
  private static final Pattern IN_A_TAG = Pattern.compile("[A-Za-z0-9._-]{1,80}");

  private final Registry registry;
  private final FetchMemory memory;
  private final String store;
  private final Adapters adapters;

  /// Files of adapters that this store has.
  @FunctionalInterface
  public interface Adapters {
    /// One of them, or nothing if it is gone.
    Optional<byte[]> file(Digest digest);
  }

  /// @param memory knows the manifests of the releases that were fetched
  public ReferrerSink(Registry registry, FetchMemory memory, String store, Adapters adapters) {
    this.registry = registry;
    this.memory = memory;
    this.store = store;
    this.adapters = adapters;
  }

  @Override
  public String name() {
    return "cloud-registry";
  }

  @Override
  public long take(List<StoredEvent> events) throws IOException {
    long taken = 0;
    for (StoredEvent event : events) {
      try {
        if (Reports.isReport(event.raw())) {
          put(event.raw());
        }
      } catch (IOException e) {
        if (taken == 0) {
          throw e;
        }
        return taken;
      }
      taken = event.seq();
    }
    return taken;
  }

  private void put(byte[] report) throws IOException {
    JsonNode data = Json.read(report).path("data");
    String kind = Json.text(data, "kind");
    Map<String, String> facts = Json.texts(data, "facts");
    Optional<Descriptor> base = memory.manifest(Long.parseLong(facts.getOrDefault("release", "0")));
    if (base.isEmpty()) {
      return;
    }
    Reference.Tag tag = new Reference.Tag(kind + "-" + storeInATag());
    if (!kind.equals(ADAPTER)) {
      report(kind, report, base.get()).push(registry, tag);
      return;
    }
    Optional<byte[]> file = adapters.file(Digest.parse(facts.getOrDefault("digest", "")));
    if (file.isPresent()) {
      Map<String, String> figures = new TreeMap<>();
      facts.forEach((name, value) -> figures.put("io.parcook." + name, value));
      ModelPack.adapter(file.get(), base.get(), store, figures).push(registry, tag);
    }
  }

  private Packed report(String kind, byte[] report, Descriptor base) {
    Descriptor layer =
        Descriptor.of(REPORT, report).annotated(Map.of(Annotations.FILE, kind + ".json"));
    Descriptor config = Descriptor.of(MediaTypes.EMPTY, NO_CONFIG);
    Manifest manifest =
        new Manifest(
            REPORT,
            config,
            List.of(layer),
            base,
            Map.of(Annotations.KIND, kind, Annotations.STORE, store));
    return new Packed(manifest, Map.of(config, NO_CONFIG, layer, report));
  }

  private String storeInATag() {
    return IN_A_TAG.matcher(store).matches()
        ? store
        : Digest.of(store.getBytes(UTF_8)).hex().substring(0, 32);
  }
}
