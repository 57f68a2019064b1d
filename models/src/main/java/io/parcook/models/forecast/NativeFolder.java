package io.parcook.models.forecast;

import io.parcook.pipeline.library.KeptLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where ONNX Runtime's native libraries are kept between starts. Left to itself, its Java part
/// unpacks 28 MB into a new temporary folder at each start: a tenth of a second each time, and a
/// folder left behind by each process that was killed.
final class NativeFolder {

  private static final String PROPERTY = "onnxruntime.native.path";

  private NativeFolder() {}

  /// Unpacks the libraries below `folder`, if this version of them is not there yet, and has ONNX
  /// Runtime load them from there. Without effect where the property names a folder already, or
  /// this machine is none that the jar has libraries for: ONNX Runtime then says so itself.
  ///
  /// @return whether it has any effect; [#forget] ends it
  /// @throws UncheckedIOException if the folder cannot be written
  static boolean use(Path folder) {
    if (System.getProperty(PROPERTY) != null) {
      return false;
    }
    String machine = machine();
    List<Optional<URL>> libraries =
        List.of(
            library(machine, System.mapLibraryName("onnxruntime")),
            library(machine, System.mapLibraryName("onnxruntime4j_jni")));
    if (libraries.stream().anyMatch(Optional::isEmpty)) {
      return false;
    }
    try {
      for (Optional<URL> library : libraries) {
        Path kept = KeptLibrary.keep(library.orElseThrow(), folder);
        System.setProperty(PROPERTY, String.valueOf(kept.getParent()));
      }
    } catch (IOException e) {
      System.clearProperty(PROPERTY);
      throw new UncheckedIOException("The libraries of ONNX Runtime cannot be kept", e);
    }
    return true;
  }

  /// Names the folder no more to what loads ONNX Runtime later.
  static void forget() {
    System.clearProperty(PROPERTY);
  }

  private static Optional<URL> library(String machine, String name) {
    return Optional.ofNullable(
        NativeFolder.class.getResource("/ai/onnxruntime/native/" + machine + "/" + name));
  }

  /// This machine in the words of ONNX Runtime's jar, such as `linux-x64`.
  private static String machine() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String os = system.contains("linux") ? "linux" : system.contains("mac") ? "osx" : "win";
    return os + "-" + (arch.equals("amd64") || arch.equals("x86_64") ? "x64" : "aarch64");
  }
}
