package io.parcook.sync.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parcook.sync.disk.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/// A line of the journal: a CRC-32C in 8 hex digits, a space, JSON, and a line end.
///
/// ```
/// 3f0a91c2 {"seq":12,"at":"2026-11-23T03:12:00Z","by":"TUNER","reason":"…","figures":{…},
///   "states":[{"version":7,"state":"LIVE","adapter":"…","digest":"sha256:…",…}],"minimum":3}
/// ```
final class JournalFormat {

  /// The way of writing that this code knows.
  static final int FORMAT = 1;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CHECKSUM = 8;

  private JournalFormat() {}

  /// What a good line says.
  sealed interface Line {}

  /// The first line: how the file is written, and the counters when it was begun.
  record Header(int format, Counters counters) implements Line {}

  /// Any other line.
  record Changed(Change change) implements Line {}

  static byte[] write(Counters counters) {
    return header(FORMAT, counters);
  }

  static byte[] header(int format, Counters counters) {
    ObjectNode header = JSON.createObjectNode();
    header.put("catalog", format).put("seq", counters.seq()).put("versions", counters.number());
    header.put("highest", counters.highestRelease()).put("minimum", counters.minimumRelease());
    return line(header);
  }

  static byte[] write(Change change) {
    Decision decision = change.decision();
    ObjectNode line = JSON.createObjectNode();
    line.put("seq", decision.seq()).put("at", decision.at().toString());
    line.put("by", decision.why().by().name()).put("reason", decision.why().reason());
    ObjectNode figures = line.putObject("figures");
    decision.why().figures().forEach(figures::put);
    var states = line.putArray("states");
    change.states().forEach(state -> write(state, states.addObject()));
    var forgotten = line.putArray("forgotten");
    change.forgotten().forEach(forgotten::add);
    return line(line.put("minimum", change.minimumRelease()));
  }

  private static void write(VersionState state, ObjectNode node) {
    Artifact artifact = state.version().artifact();
    node.put("version", state.version().number()).put("state", state.name().name());
    node.put("name", artifact.name()).put("release", artifact.release());
    node.put("digest", artifact.digest().toString()).put("bytes", artifact.bytes());
    if (artifact instanceof Artifact.Adapter adapter) {
      node.put("base", adapter.base().toString());
    }
  }

  /// Reads a line without its end; empty where it is not what was written.
  static Optional<Line> read(byte[] line) {
    if (line.length <= CHECKSUM + 1
        || !new String(line, 0, CHECKSUM + 1, UTF_8).equals(checksum(line, CHECKSUM + 1) + " ")) {
      return Optional.empty();
    }
    try {
      JsonNode node = JSON.readTree(line, CHECKSUM + 1, line.length - CHECKSUM - 1);
      return Optional.of(node.has("catalog") ? header(node) : new Changed(change(node)));
    } catch (java.io.IOException | RuntimeException _) {
      return Optional.empty(); // the checksum holds: written by what this code does not know
    }
  }

  private static Header header(JsonNode node) {
    return new Header(
        node.required("catalog").intValue(),
        new Counters(
            node.required("seq").longValue(),
            node.required("versions").intValue(),
            node.required("highest").longValue(),
            node.required("minimum").longValue()));
  }

  private static Change change(JsonNode node) {
    var figures = new TreeMap<String, Double>();
    // NaN and the infinities are written as text
    node.required("figures")
        .properties()
        .forEach(f -> figures.put(f.getKey(), Double.valueOf(f.getValue().asText())));
    Decision decision =
        new Decision(
            node.required("seq").longValue(),
            Instant.parse(node.required("at").textValue()),
            new Why(
                Actor.valueOf(node.required("by").textValue()),
                node.required("reason").textValue(),
                figures));
    List<VersionState> states = new ArrayList<>();
    node.required("states").forEach(state -> states.add(state(state, decision)));
    List<Integer> forgotten = new ArrayList<>();
    node.required("forgotten").forEach(number -> forgotten.add(number.intValue()));
    return new Change(decision, states, forgotten, node.required("minimum").longValue());
  }

  private static VersionState state(JsonNode node, Decision since) {
    String name = node.required("name").textValue();
    long release = node.required("release").longValue();
    Digest digest = Digest.parse(node.required("digest").textValue());
    long bytes = node.required("bytes").longValue();
    Artifact artifact =
        node.has("base")
            ? new Artifact.Adapter(
                name, release, digest, bytes, Digest.parse(node.get("base").textValue()))
            : new Artifact.Base(name, release, digest, bytes);
    return VersionState.Name.valueOf(node.required("state").textValue())
        .of(new Version(node.required("version").intValue(), artifact), since);
  }

  private static byte[] line(ObjectNode node) {
    try {
      byte[] json = JSON.writeValueAsBytes(node);
      byte[] checksum = (checksum(json, 0) + " ").getBytes(UTF_8);
      byte[] line = new byte[checksum.length + json.length + 1];
      System.arraycopy(checksum, 0, line, 0, checksum.length);
      System.arraycopy(json, 0, line, checksum.length, json.length);
      line[line.length - 1] = '\n';
      return line;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can be written", e);
    }
  }

  private static String checksum(byte[] bytes, int from) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, bytes.length - from);
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }
}
