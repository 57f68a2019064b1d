package io.parcook.pipeline.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parcook.pipeline.event.EventWriter;
import io.parcook.pipeline.event.StoreEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The streaming reader and the published schemas are two readings of one contract. Mutated events
/// must be accepted by both or by neither.
class ReaderAgreesWithSchemasTest {

  private static final ObjectMapper MAPPER = Refusals.MAPPER;
  private static final ObjectWriter ASCII = // escapes, so that lone surrogates can be written
      MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final int EVENTS = 8_000;
  private static final List<String> TYPES =
      List.of("sale", "presence", "stock", "cook", "batch", "adjustment", "context");

  private final EventReader reader = new EventReader();
  private final EventWriter writer = new EventWriter();

  @Test
  void whatIsWrittenIsReadAsTheSameEvent() throws IOException {
    RandomEvents events = new RandomEvents(new Random(7));
    for (int i = 0; i < 5_000; i++) {
      StoreEvent event = events.at(NOON.plusMillis(i * 7_919L));
      assertThat(reader.read(writer.write(event))).isEqualTo(event);
    }
  }

  @Test
  void theSchemasExamplesAreAcceptedByBoth() throws IOException {
    for (String type : TYPES) {
      for (JsonNode example : examples(type)) {
        assertThat(accepted(example)).as(example.toString()).isTrue();
        assertThat(reader.read(MAPPER.writeValueAsBytes(example))).isNotNull();
      }
    }
  }

  @Test
  void aNumberBeyondEveryDoubleIsRefusedByBothWithoutAnException() throws IOException {
    Intake intake =
        new Intake(
            new IntakeLimits(64 * 1024, 1_000, 20, Duration.ofDays(600), Duration.ofDays(600)),
            InstantSource.fixed(NOON));
    int tried = 0;
    for (String type : TYPES) {
      for (JsonNode example : examples(type)) {
        Matcher value =
            Pattern.compile(":(\"[^\"]*\"|[^\"\\[{,}]+)(?=[,}])").matcher(example.toString());
        while (value.find()) {
          for (String beyond : List.of(":1e999", ":-1e999", ":1e-999", ":1e999999999")) {
            StringBuilder event = new StringBuilder(example.toString());
            event.replace(value.start(), value.end(), beyond);
            byte[] bytes = event.toString().getBytes(StandardCharsets.UTF_8);
            assertThat(intake.read(bytes) instanceof Verdict.Accepted)
                .as(event.toString())
                .isEqualTo(accepted(MAPPER.readTree(bytes)));
            tried++;
          }
        }
      }
    }
    assertThat(tried).isGreaterThan(200);
  }

  @Test
  void mutatedEventsAreAcceptedByBothOrByNeither() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    RandomEvents events = new RandomEvents(random);
    int accepted = 0;
    for (int i = 0; i < EVENTS; i++) {
      ObjectNode event = (ObjectNode) MAPPER.readTree(writer.write(events.at(NOON)));
      for (int m = random.nextInt(3); m >= 0; m--) {
        mutate(event, random);
      }
      JsonNode shuffled = random.nextInt(4) == 0 ? shuffle(event, random) : event;
      byte[] bytes = ASCII.writeValueAsBytes(shuffled);
      boolean bySchema = accepted(MAPPER.readTree(bytes));
      boolean byReader = reader.read(bytes) != null;
      assertThat(byReader)
          .as(
              "seed %d: schema says %s: %s",
              seed, bySchema, new String(bytes, StandardCharsets.UTF_8))
          .isEqualTo(bySchema);
      accepted += byReader ? 1 : 0;
    }
    assertThat(accepted).as("both outcomes are tried").isBetween(EVENTS / 20, EVENTS * 19 / 20);
  }

  private static JsonNode examples(String type) throws IOException {
    JsonNode examples =
        MAPPER
            .readTree(
                ReaderAgreesWithSchemasTest.class.getResourceAsStream(
                    "/schema/parcook." + type + ".v1.json"))
            .path("examples");
    assertThat(examples.size()).as(type).isPositive();
    return examples;
  }

  private static boolean accepted(JsonNode event) {
    EventSchema schema = EventSchema.of(event.path("type").asText());
    return schema != null && schema.complaint(event).isEmpty();
  }

  private static void mutate(ObjectNode event, Random random) {
    List<ObjectNode> objects = new ArrayList<>();
    collect(event, objects);
    ObjectNode object = objects.get(random.nextInt(objects.size()));
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    if (names.isEmpty() || random.nextInt(8) == 0) {
      object.set(anyName(random), anyValue(random));
      return;
    }
    String name = names.get(random.nextInt(names.size()));
    switch (random.nextInt(4)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(name, anyValue(random));
      default -> object.set(name, near(object.get(name), random));
    }
  }

  private static void collect(JsonNode node, List<ObjectNode> into) {
    if (node instanceof ObjectNode object) {
      into.add(object);
    }
    node.forEach(child -> collect(child, into));
  }

  private static String anyName(Random random) {
    return List.of(
            "item",
            "zone",
            "cooked",
            "lines",
            "left",
            "occupancy",
            "depth",
            "rain",
            "promotion",
            "weather",
            "openingHours",
            "void",
            "counted",
            "slider",
            "par",
            "ended",
            "station",
            "channel",
            "subject",
            "traceparent",
            "data",
            "dataschema")
        .get(random.nextInt(22));
  }

  private static JsonNode anyValue(Random random) {
    JsonNodeFactory f = JsonNodeFactory.instance;
    return switch (random.nextInt(12)) {
      case 0 -> f.nullNode();
      case 1 -> f.booleanNode(random.nextBoolean());
      case 2 -> f.numberNode(random.nextInt(-3, 12));
      case 3 -> f.numberNode(BigInteger.TEN.pow(random.nextInt(40)));
      case 4 -> f.numberNode(new BigDecimal("1e" + random.nextInt(-400, 400)));
      case 5 -> f.numberNode(random.nextInt(5) + 0.5);
      case 6 -> f.textNode("");
      case 7 -> f.textNode(text(random));
      case 8 -> f.objectNode();
      case 9 -> f.arrayNode();
      case 10 -> f.arrayNode().add(f.objectNode().put("item", "burger").put("quantity", 1));
      default -> f.objectNode().put("from", "2026-11-23T12:00:00Z");
    };
  }

  /// A value of the same kind that may lie just beyond a bound.
  private static JsonNode near(JsonNode value, Random random) {
    JsonNodeFactory f = JsonNodeFactory.instance;
    if (value.isNumber()) {
      return switch (random.nextInt(5)) {
        case 0 ->
            f.numberNode(
                List.of(-1, 0, 1, 100, 101, 1_000, 1_001, 10_000, 10_001).get(random.nextInt(9)));
        case 1 -> f.numberNode(value.asInt() + 0.0);
        case 2 -> f.numberNode(-value.asDouble());
        case 3 -> f.numberNode(new BigDecimal(value.asInt() + "e0"));
        default -> f.numberNode(value.asDouble() + 1e-9);
      };
    }
    if (value.isTextual()) {
      return f.textNode(random.nextBoolean() ? nearTime(value.asText(), random) : text(random));
    }
    if (value instanceof ArrayNode array && !array.isEmpty()) {
      int copies = List.of(1, 2, 3, 4, 5, 6, 500, 501).get(random.nextInt(8));
      ArrayNode many = f.arrayNode();
      for (int i = 0; i < copies; i++) {
        many.add(array.get(0));
      }
      return many;
    }
    return f.booleanNode(random.nextBoolean());
  }

  private static String nearTime(String text, Random random) {
    if (text.isEmpty()) {
      return "x";
    }
    StringBuilder changed = new StringBuilder(text);
    String alphabet = "0123456789-+:.TZtz ";
    int at = random.nextInt(text.length());
    char c = alphabet.charAt(random.nextInt(alphabet.length()));
    switch (random.nextInt(6)) {
      case 0 -> changed.setCharAt(at, c);
      case 1 -> changed.insert(at, c);
      case 2 -> changed.deleteCharAt(at);
      case 3 -> {
        return "20%02d-%02d-%02dT%02d:%02d:%02dZ"
            .formatted(
                random.nextInt(100),
                random.nextInt(14),
                random.nextInt(33),
                random.nextInt(26),
                random.nextInt(62),
                random.nextInt(62));
      }
      case 4 -> {
        return text.replace("Z", "+%02d:%02d".formatted(random.nextInt(26), random.nextInt(62)));
      }
      default -> {
        return text.replace("Z", "." + "9".repeat(1 + random.nextInt(11)) + "Z");
      }
    }
    return changed.toString();
  }

  private static String text(Random random) {
    return switch (random.nextInt(9)) {
      case 0 -> "";
      case 1 -> "x".repeat(119 + random.nextInt(3));
      case 2 -> "🍔".repeat(119 + random.nextInt(3));
      case 3 -> "y".repeat(199 + random.nextInt(3));
      case 4 -> "a" + (char) random.nextInt(0xA1);
      case 5 -> "a" + (char) (0xD800 + random.nextInt(0x800));
      case 6 -> "line\nfeed";
      case 7 ->
          List.of("2026-02-29", "2024-02-29", "24:00", "23:59", "1.0", "00:00:00")
              .get(random.nextInt(6));
      default -> "burger";
    };
  }

  private static ObjectNode shuffle(ObjectNode event, Random random) {
    List<String> names = new ArrayList<>();
    event.fieldNames().forEachRemaining(names::add);
    Collections.shuffle(names, random);
    ObjectNode shuffled = JsonNodeFactory.instance.objectNode();
    names.forEach(name -> shuffled.set(name, event.get(name)));
    return shuffled;
  }
}
