package io.parcook.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagedStoreTest {

  @TempDir Path folder;

  @Test
  void aKilledStoreComesBackAtTheSameAddress() {
    try (var store = PackagedStore.in(folder, Map.of())) {
      store.start();
      long first = store.pid();
      assertThat(store.get("/").body()).contains("<title>Kitchen</title>");

      store.kill9();
      assertThat(store.running()).isFalse();

      store.start();
      assertThat(store.pid()).isNotEqualTo(first);
      assertThat(store.get("/").body()).contains("<title>Kitchen</title>");
      assertThat(store.logs()).contains("Listening on: " + store.baseUri());
    }
  }
}
