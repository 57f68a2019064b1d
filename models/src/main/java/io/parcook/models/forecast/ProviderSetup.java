package io.parcook.models.forecast;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtEpDevice;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Session options for an execution provider. Plugin libraries are registered once in the process,
/// since ONNX Runtime knows them by its one environment.
final class ProviderSetup {

  /// Names of the providers that each registered library brought; bounded by the configurations of
  /// one process. Guarded by itself.
  private static final Map<Path, Set<String>> REGISTERED = new HashMap<>();

  private ProviderSetup() {}

  /// Options that run `provider`, and only it: a graph that it takes only in part fails to open
  /// rather than run half on the CPU unseen.
  ///
  /// @throws OrtException if the runtime lacks the provider
  static SessionOptions options(ExecutionProvider provider, int threads) throws OrtException {
    var options = new SessionOptions();
    try {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      // A thread that waits for work by spinning takes a core from the store's other work.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.addConfigEntry("session.inter_op.allow_spinning", "0");
      // Blocks from the arena as they are needed: as fast as a planned block for each row count, in
      // half the memory.
      options.setMemoryPatternOptimization(false);
      add(provider, options);
      return options;
    } catch (OrtException | RuntimeException e) {
      options.close();
      throw e;
    }
  }

  private static void add(ExecutionProvider provider, SessionOptions options) throws OrtException {
    switch (provider) {
      case ExecutionProvider.Cpu() -> {}
      case ExecutionProvider.OpenVino(String device) -> {
        options.addConfigEntry("session.disable_cpu_ep_fallback", "1");
        options.addOpenVINO(device);
      }
      case ExecutionProvider.Qnn(Map<String, String> settings) -> {
        options.addConfigEntry("session.disable_cpu_ep_fallback", "1");
        options.addQnn(settings);
      }
      case ExecutionProvider.Cuda(int device) -> {
        options.addConfigEntry("session.disable_cpu_ep_fallback", "1");
        options.addCUDA(device);
      }
      case ExecutionProvider.Plugin plugin -> {
        if (plugin.device() != ExecutionProvider.DeviceKind.CPU) {
          options.addConfigEntry("session.disable_cpu_ep_fallback", "1");
        }
        options.addExecutionProvider(devices(plugin), plugin.options());
      }
    }
  }

  private static List<OrtEpDevice> devices(ExecutionProvider.Plugin plugin) throws OrtException {
    OrtEnvironment environment = OnnxRuntime.environment();
    Set<String> names =
        plugin.library().isPresent()
            ? register(environment, plugin.library().get())
            : providers(environment);
    List<OrtEpDevice> matching =
        environment.getEpDevices().stream()
            .filter(device -> names.contains(device.getEpName()))
            .filter(device -> device.getDevice().getType().name().equals(plugin.device().name()))
            .toList();
    if (matching.isEmpty()) {
      throw new UnusableModelException(
          "no device of kind "
              + plugin.device()
              + "; there are "
              + environment.getEpDevices().stream()
                  .map(d -> d.getEpName() + " on " + d.getDevice().getType())
                  .toList());
    }
    // One provider at a time: a session cannot mix devices of several.
    String first = matching.getFirst().getEpName();
    return matching.stream().filter(device -> device.getEpName().equals(first)).toList();
  }

  private static Set<String> register(OrtEnvironment environment, Path library)
      throws OrtException {
    Path whole = library.toAbsolutePath().normalize();
    synchronized (REGISTERED) {
      Set<String> known = REGISTERED.get(whole);
      if (known != null) {
        return known;
      }
      if (!Files.isRegularFile(whole)) {
        throw new UnusableModelException("there is no plugin library " + whole);
      }
      Set<String> before = providers(environment);
      environment.registerExecutionProviderLibrary(whole.toString(), whole.toString());
      Set<String> added = providers(environment);
      added.removeAll(before);
      REGISTERED.put(whole, added);
      return added;
    }
  }

  private static Set<String> providers(OrtEnvironment environment) throws OrtException {
    return environment.getEpDevices().stream()
        .map(OrtEpDevice::getEpName)
        .collect(Collectors.toSet());
  }
}
