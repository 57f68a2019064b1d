package io.parcook.cli;

import io.parcook.models.adapter.Adapter;
import io.parcook.models.adapter.InvalidAdapterException;
import io.parcook.models.merge.Contribution;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.MediaTypes;
import io.parcook.sync.registry.Reference;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.RegistryException;
import io.parcook.sync.registry.RegistryFault;
import io.parcook.sync.registry.Resolution;
import io.parcook.sync.registry.artifact.Annotations;
import io.parcook.sync.registry.artifact.ModelArtifact;
import io.parcook.sync.registry.artifact.ModelPack;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A base in a repository with the adapters that stores put beside it, as its referrers. A store
/// counts once, with what it made last, however many of its adapters a registry still lists.
///
/// @param contributions one each store
/// @param leftOut by store, with the reason
record FleetAdapters(
    OnnxGraph base, List<Contribution> contributions, Map<String, String> leftOut) {

  /// @throws IOException if the registry or the line is at fault, not one store's adapter
  static FleetAdapters read(Registry registry, Reference reference) throws IOException {
    if (!(registry.resolve(reference, null) instanceof Resolution.Found found)) {
      throw new RegistryException(new RegistryFault.Gone("manifest " + reference, registry.name()));
    }
    ModelArtifact model = ModelArtifact.of(found.manifest());
    OnnxGraph base =
        OnnxGraph.parse(
            registry.bytes(model.weight(), Math.toIntExact(OnnxGraph.MOST_BYTES)),
            OnnxGraph.MOST_BYTES);
    Map<String, Adapter> newest = new TreeMap<>();
    Map<String, String> leftOut = new TreeMap<>();
    for (Descriptor referrer : registry.referrers(found.digest(), MediaTypes.MODEL)) {
      if (referrer.annotation(Annotations.KIND).filter(ModelPack.ADAPTER::equals).isPresent()) {
        String store = referrer.annotation(Annotations.STORE).orElse(referrer.digest().toString());
        try {
          newest.merge(
              store,
              adapter(registry, referrer),
              (one, other) -> other.card().madeAt().isBefore(one.card().madeAt()) ? one : other);
        } catch (InvalidAdapterException e) {
          leftOut.put(store, String.valueOf(e.getMessage()));
        } catch (RegistryException e) {
          leftOut.put(store, reason(e));
        }
      }
    }
    leftOut.keySet().removeAll(newest.keySet());
    List<Contribution> contributions =
        newest.entrySet().stream()
            .map(each -> new Contribution(each.getKey(), each.getValue()))
            .toList();
    return new FleetAdapters(base, contributions, leftOut);
  }

  private static Adapter adapter(Registry registry, Descriptor referrer) throws IOException {
    if (!(registry.resolve(new Reference.Exactly(referrer.digest()), null)
        instanceof Resolution.Found found)) {
      throw gone(referrer, registry);
    }
    Descriptor weight =
        found.manifest().layers().stream()
            .filter(layer -> layer.mediaType().equals(MediaTypes.WEIGHT))
            .findFirst()
            .orElseThrow(() -> gone(referrer, registry));
    return Adapter.parse(registry.bytes(weight, Adapter.MOST_BYTES));
  }

  private static RegistryException gone(Descriptor referrer, Registry registry) {
    return new RegistryException(
        new RegistryFault.Gone("adapter " + referrer.digest(), registry.name()));
  }

  /// What is wrong with one store's adapter leaves that store out; what is wrong with the registry
  /// ends the merge, or whoever can cut the line would choose the stores.
  private static String reason(RegistryException failure) throws RegistryException {
    return switch (failure.fault()) {
      case RegistryFault.Gone _,
          RegistryFault.Malformed _,
          RegistryFault.TooLarge _,
          RegistryFault.WrongDigest _ ->
          failure.fault().message();
      case RegistryFault.Unreachable _,
          RegistryFault.Busy _,
          RegistryFault.Denied _,
          RegistryFault.BadCertificate _,
          RegistryFault.Rejected _,
          RegistryFault.TooSlow _,
          RegistryFault.OverBudget _ ->
          throw failure;
    };
  }
}
