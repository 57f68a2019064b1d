package io.parcook.service.wiring;

import io.parcook.models.child.ChildJvm;
import io.parcook.service.settings.ParcookConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The command line as this store runs it in processes of their own: for its nights, and to examine
/// what the cloud sends.
///
/// @param jvm empty where the command line's jar is not here
/// @param arguments which store it is about, as `parcook tune` and `parcook admit` take it
record StoreChild(Optional<ChildJvm> jvm, List<String> arguments) {

  static StoreChild of(ParcookConfig config) {
    Optional<Path> jar =
        config.tuning().jar().or(StoreChild::besideTheService).filter(Files::exists);
    return new StoreChild(jar.map(ChildJvm::ofJar), words(config));
  }

  private static List<String> words(ParcookConfig config) {
    List<String> words = new ArrayList<>();
    Path data = config.data().directory().toAbsolutePath();
    words.addAll(List.of("--ledger", data.resolve("ledger.db").toString()));
    words.addAll(List.of("--zone", config.store().zone().getId()));
    words.addAll(List.of("--ahead", config.forecast().horizon().toString()));
    config.store().holidays().ifPresent(region -> words.addAll(List.of("--holidays", region)));
    return List.copyOf(words);
  }

  /// `cli.jar` in the folder of the jar that this process was started with.
  private static Optional<Path> besideTheService() {
    String started = System.getProperty("java.class.path", "");
    return started.endsWith(".jar")
        ? Optional.of(Path.of(started).toAbsolutePath().resolveSibling("cli.jar"))
        : Optional.empty();
  }
}
