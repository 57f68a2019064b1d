package io.parcook.models.adapter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// The card as the `__metadata__` of its safetensors file, one key for each part, so that one file
/// is the whole adapter and any reader of safetensors shows where it comes from.
///
/// ```
/// parcook.version    base-2026.11.1+tuned-2026-11-23
/// parcook.base       sha256:4f1c…
/// parcook.contract   1
/// parcook.seed       42
/// parcook.from       2026-10-12
/// parcook.until      2026-11-22
/// parcook.made       2026-11-23T02:04:11Z
/// parcook.score.wql  0.512
/// parcook.digest     sha256:90ab…
/// ```
final class AdapterProperties {

  static final String PREFIX = "parcook.";
  static final String VERSION = PREFIX + "version";
  static final String BASE = PREFIX + "base";
  static final String CONTRACT = PREFIX + "contract";
  static final String SEED = PREFIX + "seed";
  static final String FROM = PREFIX + "from";
  static final String UNTIL = PREFIX + "until";
  static final String MADE = PREFIX + "made";
  static final String SCORE = PREFIX + "score.";

  private static final Set<String> KEYS =
      Set.of(VERSION, BASE, CONTRACT, SEED, FROM, UNTIL, MADE, SealedBytes.KEY);

  private AdapterProperties() {}

  static Map<String, String> of(AdapterCard card) {
    var properties = new TreeMap<String, String>();
    properties.put(VERSION, card.version());
    properties.put(BASE, card.base());
    properties.put(CONTRACT, Integer.toString(card.contract()));
    properties.put(SEED, Long.toString(card.seed()));
    properties.put(FROM, card.from().toString());
    properties.put(UNTIL, card.until().toString());
    properties.put(MADE, card.madeAt().toString());
    card.scores().forEach((name, score) -> properties.put(SCORE + name, Double.toString(score)));
    return properties;
  }

  /// @throws InvalidAdapterException if a key is absent, malformed or, of ours, unknown
  static AdapterCard read(Map<String, String> properties) {
    var scores = new TreeMap<String, Double>();
    for (String key : properties.keySet()) {
      if (key.startsWith(SCORE)) {
        scores.put(
            key.substring(SCORE.length()), one(properties, key, "a number", Double::valueOf));
      } else if (key.startsWith(PREFIX) && !KEYS.contains(key)) {
        throw new InvalidAdapterException(new AdapterFault.UnknownKey(key));
      }
    }
    return new AdapterCard(
        one(properties, VERSION, "a name", Function.identity()),
        one(properties, BASE, "a digest", Function.identity()),
        one(properties, CONTRACT, "a whole number", Integer::valueOf),
        one(properties, SEED, "a whole number", Long::valueOf),
        one(properties, FROM, "a date", LocalDate::parse),
        one(properties, UNTIL, "a date", LocalDate::parse),
        one(properties, MADE, "an instant such as 2026-11-23T02:04:11Z", Instant::parse),
        scores);
  }

  private static <T> T one(
      Map<String, String> properties, String key, String expected, Function<String, T> parse) {
    String text = properties.get(key);
    if (text == null) {
      throw new InvalidAdapterException(new AdapterFault.Missing(key));
    }
    try {
      return parse.apply(text);
    } catch (NumberFormatException | DateTimeException e) {
      throw new InvalidAdapterException(new AdapterFault.Malformed(key, text, expected));
    }
  }
}
