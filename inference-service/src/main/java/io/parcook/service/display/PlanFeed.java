package io.parcook.service.display;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.parcook.service.plan.LivePlan;
import io.parcook.service.plan.PlanState;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The plan as bytes: written once each time anything in it changes, shared by all who read it.
@Startup
@Singleton
public class PlanFeed {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .build();

  /// A state and its JSON. The bytes are shared and must not be changed.
  record Page(PlanState state, byte[] json) {}

  private final List<Consumer<Page>> listeners = new CopyOnWriteArrayList<>();
  private volatile @Nullable Page last;

  public PlanFeed(LivePlan plan) {
    plan.onPlan(this::take);
  }

  Optional<Page> last() {
    return Optional.ofNullable(last);
  }

  /// Tells `listener` of each new page, on the plan's thread.
  void onPage(Consumer<Page> listener) {
    listeners.add(listener);
  }

  private void take(PlanState state) {
    try {
      Page page = new Page(state, JSON.writeValueAsBytes(state));
      last = page;
      listeners.forEach(listener -> listener.accept(page));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records are always JSON", e);
    }
  }
}
