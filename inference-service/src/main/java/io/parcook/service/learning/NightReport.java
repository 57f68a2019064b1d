package io.parcook.service.learning;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.parcook.models.night.NightLine;
import io.parcook.sync.disk.Digest;
import java.io.IOException;
import java.util.Arrays;

/// What a Job says of its night, as JSON: what served when it began, the last line of its voice,
/// and, where that is `better`, the adapter.
///
/// ```json
/// {"live": "sha256:…", "said": {"better": {…}},
///  "adapter": {"digest": "sha256:…", "content": "BASE64"}}
/// ```
///
/// @param live content that served when the night began
/// @param said what came of it; no progress
/// @param adapter empty where it found none
public record NightReport(Digest live, NightLine said, byte[] adapter) {

  private static final JsonMapper JSON = new JsonMapper();

  /// Reads a report.
  ///
  /// @throws IllegalArgumentException if it is none, or the adapter is not what its digest says
  public static NightReport read(byte[] body) {
    try {
      JsonNode report = JSON.readTree(body);
      Digest live = Digest.parse(report.required("live").asText());
      NightLine said =
          NightLine.read(report.required("said").toString())
              .orElseThrow(() -> new IllegalArgumentException("'said' is no line of a night"));
      return switch (said) {
        case NightLine.Better _ -> new NightReport(live, said, adapter(report));
        case NightLine.Kept _, NightLine.Wrong _ -> new NightReport(live, said, new byte[0]);
        case NightLine.Progress _ ->
            throw new IllegalArgumentException("'said' tells of progress, not of an end");
      };
    } catch (JacksonException unreadable) {
      throw new IllegalArgumentException("it is not JSON: " + unreadable.getOriginalMessage());
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("it is not a report: " + unreadable.getMessage());
    }
  }

  private static byte[] adapter(JsonNode report) throws IOException {
    JsonNode given = report.required("adapter");
    Digest announced = Digest.parse(given.required("digest").asText());
    byte[] content = given.required("content").binaryValue();
    if (content == null || !Digest.of(content).equals(announced)) {
      throw new IllegalArgumentException(
          "the adapter's content is not what its digest " + announced + " says");
    }
    return content;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NightReport(Digest otherLive, NightLine otherSaid, byte[] otherAdapter)
        && live.equals(otherLive)
        && said.equals(otherSaid)
        && Arrays.equals(adapter, otherAdapter);
  }

  @Override
  public int hashCode() {
    return 31 * live.hashCode() + Arrays.hashCode(adapter);
  }

  @Override
  public String toString() {
    return "a report of a night on " + live + ", with an adapter of " + adapter.length + " bytes";
  }
}
