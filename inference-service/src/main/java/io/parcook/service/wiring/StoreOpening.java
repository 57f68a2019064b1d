package io.parcook.service.wiring;

import io.parcook.service.learning.StoreModels;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// What takes longest at a store's start: its models and its memory, opened beside each other and
/// beside whatever of Quarkus does not wait for them. The smallest box has two cores.
public final class StoreOpening {

  private final CompletableFuture<StoreModels> models;
  private final CompletableFuture<StoreMemory> memory;

  private StoreOpening(
      CompletableFuture<StoreModels> models, CompletableFuture<StoreMemory> memory) {
    this.models = models;
    this.memory = memory;
  }

  /// Begins both, each in a thread of its own.
  static StoreOpening begin(Supplier<StoreModels> models, Supplier<StoreMemory> memory) {
    return new StoreOpening(inThread("opening-models", models), inThread("opening-memory", memory));
  }

  /// Waits for the models.
  ///
  /// @throws RuntimeException as opening them threw
  StoreModels models() {
    return waitFor(models);
  }

  /// Waits for the ledger and the history that follows it.
  ///
  /// @throws RuntimeException as opening them threw
  StoreMemory memory() {
    return waitFor(memory);
  }

  private static <T> CompletableFuture<T> inThread(String name, Supplier<T> opening) {
    return CompletableFuture.supplyAsync(
        opening, task -> Thread.ofPlatform().name(name).start(task));
  }

  private static <T> T waitFor(CompletableFuture<T> opened) {
    try {
      return opened.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failed;
    }
  }
}
