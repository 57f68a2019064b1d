package io.parcook.models.card;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The card as `metadata_props`: one `parcook.` key for each part, lists with commas, durations in
/// ISO-8601, so that `onnx.helper.set_model_props` in any exporter writes it and a person reads it.
///
/// ```
/// parcook.contract    1
/// parcook.version     base-2026.11.1
/// parcook.features    calendar.hour.sin, calendar.hour.cos, item.level
/// parcook.quantiles   0.1, 0.5, 0.9
/// parcook.intervals   PT15M, PT1H
/// parcook.horizon     PT24H
/// parcook.tunable     out.weight, out.bias
/// parcook.provenance.licence   CC BY 4.0
/// parcook.seal        sha256:90ab…
/// ```
///
/// `parcook.tunable` may be absent. Reading is strict: an unknown `parcook.` key is refused, since
/// it is a misspelt one or belongs to a contract this store does not speak. Keys of other prefixes
/// are left alone.
public final class CardProperties {

  public static final String PREFIX = "parcook.";
  public static final String CONTRACT = PREFIX + "contract";
  public static final String VERSION = PREFIX + "version";
  public static final String FEATURES = PREFIX + "features";
  public static final String QUANTILES = PREFIX + "quantiles";
  public static final String INTERVALS = PREFIX + "intervals";
  public static final String HORIZON = PREFIX + "horizon";
  public static final String TUNABLE = PREFIX + "tunable";
  public static final String PROVENANCE = PREFIX + "provenance.";

  /// Of the file, not of the card: [io.parcook.models.onnx.Seal].
  private static final String SEAL = PREFIX + "seal";

  private static final Set<String> KEYS =
      Set.of(CONTRACT, VERSION, FEATURES, QUANTILES, INTERVALS, HORIZON, TUNABLE, SEAL);

  private CardProperties() {}

  /// The card's properties, in key order.
  public static Map<String, String> of(ModelCard card) {
    var properties = new TreeMap<String, String>();
    properties.put(CONTRACT, Integer.toString(card.contract()));
    properties.put(VERSION, card.version());
    properties.put(FEATURES, joined(card.features()));
    properties.put(QUANTILES, joined(card.quantiles()));
    properties.put(INTERVALS, joined(card.intervals()));
    properties.put(HORIZON, card.horizon().toString());
    if (!card.tunable().isEmpty()) {
      properties.put(TUNABLE, joined(card.tunable()));
    }
    card.provenance().forEach((key, text) -> properties.put(PROVENANCE + key, text));
    return properties;
  }

  /// Reads the card from a file's properties.
  ///
  /// @throws InvalidCardException if the card is incomplete, malformed, or of another contract
  public static ModelCard read(Map<String, String> properties) {
    // The contract first: another version may well have other keys.
    int contract = one(properties, CONTRACT, "a whole number", Integer::valueOf);
    if (contract != ModelCard.CONTRACT) {
      throw new InvalidCardException(new CardFault.UnknownContract(contract));
    }
    var provenance = new TreeMap<String, String>();
    properties.forEach(
        (key, value) -> {
          if (key.startsWith(PROVENANCE)) {
            provenance.put(key.substring(PROVENANCE.length()), value);
          } else if (key.startsWith(PREFIX) && !KEYS.contains(key)) {
            throw new InvalidCardException(new CardFault.UnknownKey(key));
          }
        });
    return new ModelCard(
        contract,
        one(properties, VERSION, "a name", Function.identity()),
        list(properties, FEATURES, "names with commas", Function.identity()),
        list(properties, QUANTILES, "numbers with commas, such as 0.1, 0.5", Double::valueOf),
        list(properties, INTERVALS, "durations with commas, such as PT15M, PT1H", Duration::parse),
        one(properties, HORIZON, "a duration such as PT24H", Duration::parse),
        properties.containsKey(TUNABLE)
            ? list(properties, TUNABLE, "names with commas", Function.identity())
            : List.of(),
        provenance);
  }

  private static <T> List<T> list(
      Map<String, String> properties, String key, String expected, Function<String, T> parse) {
    return one(
        properties,
        key,
        expected,
        text -> Stream.of(text.split(",", -1)).map(String::strip).map(parse).toList());
  }

  private static <T> T one(
      Map<String, String> properties, String key, String expected, Function<String, T> parse) {
    String text = properties.get(key);
    if (text == null) {
      throw new InvalidCardException(new CardFault.Missing(key));
    }
    try {
      return parse.apply(text.strip());
    } catch (NumberFormatException | DateTimeParseException e) {
      throw new InvalidCardException(new CardFault.Malformed(key, text, expected));
    }
  }

  private static String joined(List<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(", "));
  }
}
