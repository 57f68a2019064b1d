package io.parcook.models.forecast;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Where a model's arithmetic runs, as the operator configured it. Whatever is asked for, a store
/// forecasts: what cannot be opened, or does not compute what the CPU computes, is left for the CPU
/// and reported ([ProviderReport]).
///
/// ONNX Runtime's Maven artifact for Linux holds the CPU provider only; the others need a build or
/// a plugin library that the operator installs. None of them has been tried on real hardware here.
public sealed interface ExecutionProvider {

  /// The names that [#named] takes.
  List<String> NAMES = List.of("cpu", "openvino", "qnn", "cuda", "plugin");

  /// ONNX Runtime's own kernels.
  record Cpu() implements ExecutionProvider {}

  /// Intel's OpenVINO, compiled into the runtime.
  ///
  /// @param device OpenVINO's name of it, such as `NPU`, `GPU` or `CPU`
  record OpenVino(String device) implements ExecutionProvider {}

  /// Qualcomm's QNN, compiled into the runtime.
  ///
  /// @param options as ONNX Runtime documents them, such as `backend_path`
  record Qnn(Map<String, String> options) implements ExecutionProvider {
    public Qnn {
      options = Map.copyOf(options);
    }
  }

  /// NVIDIA's CUDA, compiled into the runtime.
  ///
  /// @param device the GPU's number
  record Cuda(int device) implements ExecutionProvider {}

  /// Devices of one kind that an execution provider plugin offers.
  ///
  /// @param library the plugin's shared library; without one, the devices that the runtime already
  ///     knows
  /// @param options as the plugin documents them
  record Plugin(Optional<Path> library, DeviceKind device, Map<String, String> options)
      implements ExecutionProvider {
    public Plugin {
      options = Map.copyOf(options);
    }
  }

  /// What sort of hardware a plugin's device is.
  enum DeviceKind {
    CPU,
    GPU,
    NPU
  }

  /// The provider of a configuration.
  ///
  /// @param name one of [#NAMES], in any case
  /// @param library for `plugin`
  /// @param device for `openvino` its device name, for `cuda` a number, for `plugin` cpu, gpu or
  ///     npu (the default)
  /// @param options for `qnn` and `plugin`
  /// @throws IllegalArgumentException naming what is known, if the name or the device is not
  static ExecutionProvider named(
      String name, Optional<Path> library, Optional<String> device, Map<String, String> options) {
    return switch (name.strip().toLowerCase(Locale.ROOT)) {
      case "cpu" -> new Cpu();
      case "openvino" -> new OpenVino(device.orElse("NPU"));
      case "qnn" -> new Qnn(options);
      case "cuda" -> new Cuda(device.map(ExecutionProvider::number).orElse(0));
      case "plugin" ->
          new Plugin(library, device.map(ExecutionProvider::kind).orElse(DeviceKind.NPU), options);
      default ->
          throw new IllegalArgumentException(
              "There is no execution provider '"
                  + name
                  + "'; choose one of "
                  + String.join(", ", NAMES)
                  + ".");
    };
  }

  /// What the screen of an operator calls it.
  default String label() {
    return switch (this) {
      case Cpu() -> "cpu";
      case OpenVino(String device) -> "openvino " + device;
      case Qnn _ -> "qnn";
      case Cuda(int device) -> "cuda " + device;
      case Plugin(Optional<Path> library, DeviceKind device, _) ->
          "plugin "
              + device.name().toLowerCase(Locale.ROOT)
              + library.map(path -> " of " + path).orElse("");
    };
  }

  private static int number(String device) {
    try {
      return Integer.parseUnsignedInt(device.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "A cuda device is a number such as 0; it is '" + device + "'.");
    }
  }

  private static DeviceKind kind(String device) {
    for (DeviceKind kind : DeviceKind.values()) {
      if (kind.name().equalsIgnoreCase(device.strip())) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "A plugin's device is one of cpu, gpu, npu; it is '" + device + "'.");
  }
}
