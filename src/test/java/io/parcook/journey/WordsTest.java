package io.parcook.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The screens' words, one file a language: a translator changes files only, and this says whether
/// one is whole.
class WordsTest {

  private static final Path APP =
      Checkout.root().resolve("inference-service/src/main/resources/web/app");

  private static final Pattern FIGURE = Pattern.compile("\\{(\\w+)}");

  static Stream<Path> languages() throws IOException {
    try (Stream<Path> files = Files.list(APP.resolve("words"))) {
      return files.toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyLanguageHasTheSameKeysAsEnglishWithTheSameFigures(Path language) throws IOException {
    Map<String, Set<String>> english = figures(APP.resolve("words/en.json"));
    assertThat(figures(language)).isEqualTo(english);
  }

  @ParameterizedTest
  @MethodSource("languages")
  void everyLanguageIsOfferedOnTheScreens(Path language) throws IOException {
    assertThat(Files.readString(APP.resolve("messages.js")))
        .contains("'./words/" + language.getFileName() + "'");
  }

  /// The figures in braces of each text, by its key; those of all forms of a plural together.
  private static Map<String, Set<String>> figures(Path language) throws IOException {
    JsonObject words = JsonParser.parseString(Files.readString(language)).getAsJsonObject();
    return words.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> figures(entry.getValue())));
  }

  private static Set<String> figures(JsonElement text) {
    return FIGURE
        .matcher(text.toString())
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
