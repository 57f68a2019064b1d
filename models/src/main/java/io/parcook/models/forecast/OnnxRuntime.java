package io.parcook.models.forecast;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import ai.onnxruntime.OrtEnvironment;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.nio.file.Path;

/// The one way to ONNX Runtime's environment: with its telemetry off.
///
/// From 1.29 on the Linux library opens a telemetry store of its own under the user's cache folder
/// and tries to send it when the environment is made. A store's forecast must not depend on that,
/// and it was seen to crash the process. The switch is an environment variable that the library
/// reads once, so it is set here, natively, before the library is loaded.
public final class OnnxRuntime {

  private static final String SWITCH = "ORT_DISABLE_TELEMETRY";

  static {
    if (System.getenv(SWITCH) == null) {
      switchOff();
    }
  }

  private OnnxRuntime() {}

  /// Loads the native libraries from a folder and keeps them there: they are unpacked once and not
  /// at each start. To be called before anything else of ONNX Runtime.
  ///
  /// @throws java.io.UncheckedIOException if the folder cannot be written
  public static void keepLibrariesIn(Path folder) {
    if (NativeFolder.use(folder)) {
      // Loaded at once and the name taken back: a class loader that comes later needs its own.
      try {
        var _ = environment();
      } finally {
        NativeFolder.forget();
      }
    }
  }

  /// The environment of this process; every session is made with it.
  public static OrtEnvironment environment() {
    return OrtEnvironment.getEnvironment();
  }

  @SuppressWarnings("restricted")
  private static void switchOff() {
    var linker = Linker.nativeLinker();
    var setenv = linker.defaultLookup().find("setenv");
    if (setenv.isEmpty()) {
      return; // Not POSIX: no such telemetry there.
    }
    try (Arena arena = Arena.ofConfined()) {
      int failed =
          (int)
              linker
                  .downcallHandle(
                      setenv.get(), FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT))
                  .invoke(arena.allocateFrom(SWITCH), arena.allocateFrom("1"), 1);
      if (failed == 0) {
        return;
      }
    } catch (Throwable e) {
      // Falls through to the warning: a forecast with telemetry beats no forecast.
    }
    System.getLogger(OnnxRuntime.class.getName())
        .log(
            Level.WARNING,
            "The telemetry of ONNX Runtime could not be switched off; start with {0}=1",
            SWITCH);
  }
}
