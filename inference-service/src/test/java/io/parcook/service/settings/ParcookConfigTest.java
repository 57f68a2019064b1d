package io.parcook.service.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Names and defaults are part of the interface: changing one is changing this test, the page, and
/// the changelog.
class ParcookConfigTest {

  private static final Map<String, String> SETTINGS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("parcook.store.id", "store"),
              Map.entry("parcook.store.zone", "UTC"),
              Map.entry("parcook.store.holidays", ""),
              Map.entry("parcook.store.interval", "PT15M"),
              Map.entry("parcook.store.labels", ""),
              Map.entry("parcook.data.directory", ".parcook/data"),
              Map.entry("parcook.data.budget", "1G"),
              Map.entry("parcook.data.quarantine", "5000"),
              Map.entry("parcook.intake.max-body", "4M"),
              Map.entry("parcook.intake.max-event", "64K"),
              Map.entry("parcook.intake.max-batch", "1000"),
              Map.entry("parcook.intake.max-names", "500"),
              Map.entry("parcook.intake.future", "PT10M"),
              Map.entry("parcook.intake.past", "P60D"),
              Map.entry("parcook.intake.in-flight", "16M"),
              Map.entry("parcook.intake.body-timeout", "PT10S"),
              Map.entry("parcook.intake.queue", "20000"),
              Map.entry("parcook.intake.queue-bytes", "32M"),
              Map.entry("parcook.intake.group", "2000"),
              Map.entry("parcook.model.path", ""),
              Map.entry("parcook.model.threads", "1"),
              Map.entry("parcook.model.execution-provider.name", "cpu"),
              Map.entry("parcook.model.execution-provider.library", ""),
              Map.entry("parcook.model.execution-provider.device", ""),
              Map.entry("parcook.model.execution-provider.options.*", ""),
              Map.entry("parcook.forecast.horizon", "PT6H"),
              Map.entry("parcook.forecast.debounce", "PT0.25S"),
              Map.entry("parcook.forecast.refresh", "PT1M"),
              Map.entry("parcook.plan.debounce", "PT0.05S"),
              Map.entry("parcook.plan.refresh", "PT5S"),
              Map.entry("parcook.menu.path", ""),
              Map.entry("parcook.stream.subscribers", "64"),
              Map.entry("parcook.tuning.enabled", "true"),
              Map.entry("parcook.tuning.by", "child"),
              Map.entry("parcook.tuning.at", "03:00"),
              Map.entry("parcook.tuning.rush", ""),
              Map.entry("parcook.tuning.jar", ""),
              Map.entry("parcook.tuning.heap", "64M"),
              Map.entry("parcook.tuning.time", "PT15M"),
              Map.entry("parcook.tuning.silence", "PT3M"),
              Map.entry("parcook.tuning.fewest-days", "5"),
              Map.entry("parcook.tuning.most-days", "14"),
              Map.entry("parcook.kafka.enabled", "false"),
              Map.entry("parcook.kafka.bootstrap-servers", "localhost:9092"),
              Map.entry("parcook.kafka.topic", "parcook.events.v1"),
              Map.entry("parcook.sync.registry", ""),
              Map.entry("parcook.sync.keys", ".parcook/keys"),
              Map.entry("parcook.sync.threshold", "1"),
              Map.entry("parcook.sync.ca", ""),
              Map.entry("parcook.sync.certificate", ""),
              Map.entry("parcook.sync.certificate-key", ""),
              Map.entry("parcook.sync.user", ""),
              Map.entry("parcook.sync.password-file", ""),
              Map.entry("parcook.sync.proxy", ""),
              Map.entry("parcook.sync.proxy-user", ""),
              Map.entry("parcook.sync.proxy-password-file", ""),
              Map.entry("parcook.sync.poll", "PT15M"),
              Map.entry("parcook.sync.spread", "PT1M"),
              Map.entry("parcook.sync.bytes-per-hour", "64M"),
              Map.entry("parcook.sync.windows", ""),
              Map.entry("parcook.sync.announcements", "false"),
              Map.entry("parcook.sync.announcements-topic", "parcook.models.v1"),
              Map.entry("parcook.sync.publish", "false"),
              Map.entry("parcook.sync.publish-topic", "parcook.stores.v1"),
              Map.entry("parcook.clock.speed", "1"),
              Map.entry("parcook.clock.start", "")));

  @Test
  void everySettingHasItsNameAndDefault() {
    Map<String, String> found = new TreeMap<>();
    ConfigMappings.getProperties(ConfigMappings.ConfigClass.configClass(ParcookConfig.class))
        .forEach(
            (name, property) ->
                found.put(name, property.hasDefaultValue() ? property.getDefaultValue() : ""));

    assertThat(found).containsExactlyInAnyOrderEntriesOf(SETTINGS);
  }

  @Test
  void thePageTellsTheSameNamesAndDefaults() throws IOException {
    Map<String, String> told = new TreeMap<>();
    Matcher row =
        Pattern.compile("(?m)^\\| `(parcook\\.[^`]+)` \\| (?:`([^`]*)`|—) \\|")
            .matcher(Files.readString(page()));
    while (row.find()) {
      told.put(row.group(1), row.group(2) == null ? "" : row.group(2));
    }

    assertThat(told).containsExactlyInAnyOrderEntriesOf(SETTINGS);
  }

  @Test
  void defaultsAreRead() {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(ParcookConfig.class)
            .build();
    ParcookConfig parcook = config.getConfigMapping(ParcookConfig.class);

    assertThat(parcook.store().zone()).isEqualTo(ZoneId.of("UTC"));
    assertThat(parcook.intake().past()).isEqualTo(Duration.ofDays(60));
    assertThat(parcook.intake().maxBody().asLongValue()).isEqualTo(4L << 20);
    assertThat(parcook.forecast().debounce()).isEqualTo(Duration.ofMillis(250));
    assertThat(parcook.model().path()).isEmpty();
  }

  private static Path page() {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.exists(at.resolve("docs/configuration.md"))) {
      at = at.getParent();
    }
    if (at == null) {
      throw new AssertionError("docs/configuration.md is nowhere above the working directory");
    }
    return at.resolve("docs/configuration.md");
  }
}
