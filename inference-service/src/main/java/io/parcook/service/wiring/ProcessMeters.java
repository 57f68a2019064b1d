package io.parcook.service.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/// What `/q/metrics` tells of the process and its JVM: Micrometer's own meters, bound a moment
/// after the start. Quarkus would bind them before a store can forecast.
@Singleton
public class ProcessMeters {

  private static final long MOMENT_MILLIS = 1_000;

  private final JvmGcMetrics collections = new JvmGcMetrics();

  void bind(@Observes StartupEvent started, Vertx vertx, MeterRegistry registry) {
    vertx.setTimer(MOMENT_MILLIS, _ -> meters().forEach(meter -> meter.bindTo(registry)));
  }

  private List<MeterBinder> meters() {
    return List.of(
        new ClassLoaderMetrics(),
        new JvmMemoryMetrics(),
        new JvmThreadMetrics(),
        collections,
        new UptimeMetrics(),
        new ProcessorMetrics(),
        new FileDescriptorMetrics());
  }

  @PreDestroy
  void close() {
    collections.close();
  }
}
