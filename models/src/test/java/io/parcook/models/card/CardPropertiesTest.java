package io.parcook.models.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CardPropertiesTest {

  private static final ModelCard CARD =
      new ModelCard(
          1,
          "base-2026.11.1",
          List.of("calendar.hour.sin", "item.level", "sales.slot.mean14d"),
          List.of(0.1, 0.5, 0.9, 0.99),
          List.of(Duration.ofMinutes(15), Duration.ofHours(1)),
          Duration.ofHours(48),
          List.of("out.weight", "out.bias"),
          Map.of("licence", "CC BY 4.0", "command", "parcook train --seed 7"));

  @Test
  void aCardReadsBackAsItWasWritten() {
    assertThat(CardProperties.read(CardProperties.of(CARD))).isEqualTo(CARD);
  }

  @Test
  void theFileShowsPlainWordsToAPerson() {
    assertThat(CardProperties.of(CARD))
        .containsEntry("parcook.contract", "1")
        .containsEntry("parcook.features", "calendar.hour.sin, item.level, sales.slot.mean14d")
        .containsEntry("parcook.quantiles", "0.1, 0.5, 0.9, 0.99")
        .containsEntry("parcook.intervals", "PT15M, PT1H")
        .containsEntry("parcook.horizon", "PT48H")
        .containsEntry("parcook.tunable", "out.weight, out.bias")
        .containsEntry("parcook.provenance.licence", "CC BY 4.0");
  }

  @Test
  void anExporterThatWritesItsListsWithoutSpacesIsUnderstood() {
    assertThat(readWith("parcook.quantiles", "0.1,0.5,0.9,0.99")).isEqualTo(CARD);
  }

  @Test
  void keysOfOthersAreLeftAlone() {
    assertThat(readWith("exporter", "torch 2.7")).isEqualTo(CARD);
  }

  @Test
  void whatMayBeTunedMayBeLeftToTheStore() {
    var properties = new TreeMap<>(CardProperties.of(CARD));
    properties.remove("parcook.tunable");
    assertThat(CardProperties.read(properties).tunable()).isEmpty();
  }

  @Test
  void eachKeyThatIsMissingIsNamed() {
    for (String key :
        List.of(
            "parcook.contract",
            "parcook.version",
            "parcook.features",
            "parcook.quantiles",
            "parcook.intervals",
            "parcook.horizon")) {
      var properties = new TreeMap<>(CardProperties.of(CARD));
      properties.remove(key);
      var refusal =
          catchThrowableOfType(InvalidCardException.class, () -> CardProperties.read(properties));
      assertThat(refusal).as(key).isNotNull();
      assertThat(refusal.fault()).isEqualTo(new CardFault.Missing(key));
      assertThat(refusal).hasMessageContaining(key).hasMessageContaining("metadata_props");
    }
  }

  @Test
  void aContractOfTheFutureIsRefusedBeforeItsKeysAreJudged() {
    var properties = new TreeMap<>(CardProperties.of(CARD));
    properties.put("parcook.contract", "2");
    properties.put("parcook.brandNew", "value");
    var refusal =
        catchThrowableOfType(InvalidCardException.class, () -> CardProperties.read(properties));
    assertThat(refusal.fault()).isEqualTo(new CardFault.UnknownContract(2));
    assertThat(refusal).hasMessageContaining("update the store's software");
  }

  @Test
  void aMisspeltKeyIsRefused() {
    assertThat(faultWith("parcook.tuneable", "out.bias"))
        .isEqualTo(new CardFault.UnknownKey("parcook.tuneable"));
  }

  @Test
  void quantilesOutOfOrderAreRefused() {
    assertThat(faultWith("parcook.quantiles", "0.1, 0.9, 0.5"))
        .isEqualTo(new CardFault.UnsortedQuantiles(0.9, 0.5));
    assertThat(faultWith("parcook.quantiles", "0.5, 0.5"))
        .isEqualTo(new CardFault.UnsortedQuantiles(0.5, 0.5));
  }

  @Test
  void quantilesOutsideZeroAndOneAreRefused() {
    for (String level : List.of("0", "1", "-0.1", "NaN", "10")) {
      assertThat(faultWith("parcook.quantiles", level)).isInstanceOf(CardFault.Malformed.class);
    }
  }

  @Test
  void aFeatureNamedTwiceIsRefused() {
    assertThat(faultWith("parcook.features", "item.level, item.level"))
        .isEqualTo(new CardFault.Duplicate("parcook.features", "item.level"));
  }

  @Test
  void valuesThatCannotBeReadAreRefusedWithTheKey() {
    for (var wrong :
        Map.of(
                "parcook.contract", "one",
                "parcook.quantiles", "0.1; 0.5",
                "parcook.intervals", "15m",
                "parcook.horizon", "-PT1H",
                "parcook.version", "two words",
                "parcook.features", "")
            .entrySet()) {
      assertThat(faultWith(wrong.getKey(), wrong.getValue()))
          .isInstanceOfSatisfying(
              CardFault.Malformed.class, f -> assertThat(f.key()).isEqualTo(wrong.getKey()));
    }
  }

  @Test
  void aHostileCardDoesNotFillTheLog() {
    var fault = faultWith("parcook.version", "x".repeat(1_000_000));
    assertThat(fault.message().length()).isLessThan(300);
  }

  private static ModelCard readWith(String key, String value) {
    var properties = new TreeMap<>(CardProperties.of(CARD));
    properties.put(key, value);
    return CardProperties.read(properties);
  }

  private static CardFault faultWith(String key, String value) {
    var refusal = catchThrowableOfType(InvalidCardException.class, () -> readWith(key, value));
    assertThat(refusal).as("%s = %s is refused", key, value).isNotNull();
    return refusal.fault();
  }
}
