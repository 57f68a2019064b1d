package io.parcook.tuning.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FreshRetailFileTest {

  private static final String HEADER =
      "city_id,store_id,first_category_id,product_id,dt,discount,holiday_flag,activity_flag,precpt,"
          + "avg_temperature,stockout,"
          + IntStream.range(0, 24)
              .mapToObj(hour -> "h%02d".formatted(hour))
              .collect(Collectors.joining(","))
          + "\n";
  private static final String NEVER_OUT = "0".repeat(24);

  @TempDir Path folder;

  @Test
  void eachHourHasItsTenthsAndOneSoldOutIsUnknown() throws IOException {
    String outAtNineAndAtNight = "000000000100000000000011";
    StoreHistory store =
        read(row("7", "30", "2026-01-05", NEVER_OUT)
                + row("7", "30", "2026-01-06", outAtNineAndAtNight))
            .getFirst();

    long day = LocalDate.parse("2026-01-06").toEpochDay();
    assertThat(store.history().items()).containsExactly("30");
    assertThat(store.history().sold(0, day, 8)).isEqualTo(8);
    assertThat(store.history().sold(0, day, 9)).isNaN();
    assertThat(store.history().sold(0, day, 10)).isEqualTo(10);
    assertThat(store.history().sold(0, day - 1, 9)).isEqualTo(9);
  }

  @Test
  void hoursOutsideOpeningAreUnknown() throws IOException {
    StoreHistory store = read(row("7", "30", "2026-01-05", NEVER_OUT)).getFirst();

    long day = LocalDate.parse("2026-01-05").toEpochDay();
    assertThat(store.history().sold(0, day, 5)).isNaN();
    assertThat(store.history().sold(0, day, 6)).isEqualTo(6);
    assertThat(store.history().sold(0, day, 21)).isEqualTo(21);
    assertThat(store.history().sold(0, day, 22)).isNaN();
  }

  @Test
  void rowsOfOneStoreNeedNotStandTogether() throws IOException {
    List<StoreHistory> stores =
        read(
            row("7", "30", "2026-01-05", NEVER_OUT)
                + row("8", "31", "2026-01-05", NEVER_OUT)
                + row("7", "32", "2026-01-09", NEVER_OUT));

    assertThat(stores).extracting(StoreHistory::name).containsExactly("7", "8");
    assertThat(stores.getFirst().history().items()).containsExactly("30", "32");
    assertThat(stores.getFirst().first()).isEqualTo("2026-01-05");
    assertThat(stores.getFirst().last()).isEqualTo("2026-01-09");
  }

  @Test
  void soldOutFlagsThatLostTheirLeadingZerosAreRefusedWithTheirLine() {
    assertThatThrownBy(
            () ->
                read(row("7", "30", "2026-01-05", NEVER_OUT) + row("7", "30", "2026-01-06", "110")))
        .isInstanceOf(BadHistoryException.class)
        .hasMessageContaining("line 3")
        .hasMessageContaining("24 characters")
        .hasMessageContaining("'110'");
  }

  @Test
  void aFileOfAnotherFormIsRefusedWithTheColumnItLacks() {
    assertThatThrownBy(
            () ->
                FreshRetailFile.read(
                    Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n"), _ -> {}))
        .isInstanceOf(BadHistoryException.class)
        .hasMessageContaining("other.csv")
        .hasMessageContaining("h00");
  }

  private List<StoreHistory> read(String rows) throws IOException {
    return FreshRetailFile.read(
        Files.writeString(folder.resolve("retail.csv"), HEADER + rows), _ -> {});
  }

  /// A day on which each hour sold as many tenths as its number.
  private static String row(String store, String product, String day, String soldOut) {
    return "0,%s,0,%s,%s,0.9,1,0,1.5,15.2,%s,%s\n"
        .formatted(
            store,
            product,
            day,
            soldOut,
            IntStream.range(0, 24).mapToObj(Integer::toString).collect(Collectors.joining(",")));
  }
}
