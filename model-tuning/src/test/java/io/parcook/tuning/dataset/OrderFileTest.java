package io.parcook.tuning.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OrderFileTest {

  private static final String MAPPING =
      """
      {"zone": "Europe/Berlin", "time": "when", "order": "no",
       "items": [{"where": {"dish": "No .*"}},
                 {"where": {"group": "Bowls"}, "name": "{dish} bowl"},
                 {"name": "{dish}"}]}
      """;
  private static final String ORDERS =
      """
      when,no,group,dish
      2026-03-28T12:00:00,1,Bowls,Red
      2026-03-28T12:00:00,1,Bowls,Red
      2026-03-28T12:00:00,1,Sides,No side
      2026-03-29T12:00:00,2,Sides,"Rice, fried"
      """;

  @TempDir Path folder;
  private Path mappingFile = Path.of("");

  @BeforeEach
  void writeTheMapping() throws IOException {
    mappingFile = Files.writeString(folder.resolve("mapping.json"), MAPPING);
  }

  @Test
  void equalRowsOfOneOrderAreTwoPortionsAndARowWithoutANameIsNone() throws IOException {
    Path file = Files.writeString(folder.resolve("orders.csv"), ORDERS);

    assertThat(read(file))
        .extracting(OrderLine::item)
        .containsExactly("Red bowl", "Red bowl", "Rice, fried");
    assertThat(read(file)).extracting(OrderLine::row).containsExactly(2L, 3L, 5L);
  }

  @Test
  void localTimesFollowTheZoneAcrossTheSpringSwitch() throws IOException {
    Path file = Files.writeString(folder.resolve("orders.csv"), ORDERS);

    assertThat(read(file))
        .extracting(OrderLine::time)
        .containsExactly(
            Instant.parse("2026-03-28T11:00:00Z"),
            Instant.parse("2026-03-28T11:00:00Z"),
            Instant.parse("2026-03-29T10:00:00Z"));
  }

  @Test
  void aCompressedFileReadsAsThePlainOne() throws IOException {
    Path plain = Files.writeString(folder.resolve("orders.csv"), ORDERS);
    Path packed = folder.resolve("packed.csv");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(ORDERS.getBytes(StandardCharsets.UTF_8));
    }

    assertThat(read(packed)).isEqualTo(read(plain));
  }

  @Test
  void aTimeThatIsNotAsTheMappingSaysIsNamedWithItsLine() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("orders.csv"), ORDERS + "yesterday at noon,3,Sides,Rice\n");

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(BadHistoryException.class)
        .hasMessageContaining("orders.csv, line 6")
        .hasMessageContaining("yesterday at noon");
  }

  @Test
  void aColumnThatTheFileLacksIsNamedBesideThoseItHas() throws IOException {
    Path file = Files.writeString(folder.resolve("orders.csv"), "when,no,dish\n1,2,Rice\n");

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(BadHistoryException.class)
        .hasMessageContaining("'group'")
        .hasMessageContaining("[when, no, dish]");
  }

  @Test
  void aMappingWithAMistypedKeyIsRefusedWithTheKeysItMayHave() throws IOException {
    Files.writeString(mappingFile, MAPPING.replace("\"order\"", "\"ordre\""));

    assertThatThrownBy(() -> OrderMapping.read(mappingFile))
        .isInstanceOf(BadHistoryException.class)
        .hasMessageContaining("'ordre'")
        .hasMessageContaining("order");
  }

  private List<OrderLine> read(Path file) throws IOException {
    List<OrderLine> lines = new ArrayList<>();
    try (OrderFile orders = OrderFile.open(file, OrderMapping.read(mappingFile))) {
      orders.forEachRemaining(lines::add);
    }
    return lines;
  }
}
