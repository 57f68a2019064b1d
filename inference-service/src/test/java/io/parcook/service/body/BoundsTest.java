package io.parcook.service.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parcook.service.testing.Events;
import io.parcook.service.testing.Http;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Bad bodies of every kind are refused, within bounds, and told why.
@QuarkusTest
class BoundsTest {

  private static final int HUNDRED_MEGABYTES = 100_000_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Http http = Http.ofTheTest();

  @Test
  void aBodyThatAnnouncesAHundredMegabytesIsRefusedBeforeItIsSent() throws IOException {
    String head =
        "POST /api/v1/events HTTP/1.1\r\nHost: store\r\nContent-Type: application/json\r\n"
            + "Content-Length: "
            + HUNDRED_MEGABYTES
            + "\r\n\r\n";

    assertThat(speak(head)).contains("413", "urn:parcook:problem:body-too-large");
  }

  @Test
  void aBodyOfAHundredMegabytesInChunksIsRefusedAtTheLimit() throws IOException {
    AtomicLong sent = new AtomicLong();
    String answer;
    try (Socket socket = new Socket(http.base().getHost(), http.base().getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(chunkedHead());
      byte[] chunk = new byte[64 * 1024];
      Arrays.fill(chunk, (byte) ' ');
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  while (sent.get() < HUNDRED_MEGABYTES) {
                    out.write("10000\r\n".getBytes(StandardCharsets.US_ASCII));
                    out.write(chunk);
                    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                    sent.addAndGet(chunk.length);
                  }
                } catch (IOException _) {
                  // the service has closed the connection
                }
              });
      answer = firstBytes(socket.getInputStream());
    }

    assertThat(answer).contains("413", "urn:parcook:problem:body-too-large");
    assertThat(http.get("/q/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void aSmallBodyThatUnpacksToAHundredMegabytesIsRefused() throws IOException {
    byte[] bomb = Http.gzip(new byte[HUNDRED_MEGABYTES]);
    assertThat(bomb.length).isLessThan(200_000);

    HttpResponse<String> answer = http.packedEvents(bomb);

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(problem(answer)).isEqualTo("urn:parcook:problem:body-too-large");
  }

  @Test
  void aBrokenPackIsABadRequest() throws IOException {
    byte[] whole = Http.gzip("[" + Events.sale(Events.id(), Instant.now(), "broken", 1) + "]");
    byte[] cut = Arrays.copyOf(whole, whole.length - 12);
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 0x55;

    for (byte[] broken : new byte[][] {cut, flipped, {}, {1, 2, 3}}) {
      HttpResponse<String> answer = http.packedEvents(broken);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(problem(answer)).isEqualTo("urn:parcook:problem:broken-body");
    }
  }

  @Test
  void anEventOfTenMegabytesIsRefusedAndOneOfAHundredKilobytesIsQuarantined() throws IOException {
    String tenMegabytes = Events.sale(Events.id(), Instant.now(), "x".repeat(10_000_000), 1);
    String hundredKilobytes = Events.sale(Events.id(), Instant.now(), "x".repeat(100_000), 1);

    assertThat(http.events(Http.ONE, tenMegabytes).statusCode()).isEqualTo(413);
    HttpResponse<String> answer = http.events(Http.ONE, hundredKilobytes);
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(JSON.readTree(answer.body()).at("/verdicts/0/reason").asText())
        .isEqualTo("TOO_LARGE");
  }

  @Test
  void aClientThatTakesTooLongIsToldSo() throws IOException {
    String slow =
        "POST /api/v1/events HTTP/1.1\r\nHost: store\r\nContent-Type: application/json\r\n"
            + "Content-Length: 1000\r\n\r\n[";

    assertThat(speak(slow)).contains("408", "urn:parcook:problem:slow-body");
  }

  @Test
  void anotherEncodingOrMediaTypeIsNotTaken() {
    HttpResponse<String> encoded =
        http.send(
            http.to("/api/v1/events")
                .header("Content-Type", Http.ONE)
                .header("Content-Encoding", "br")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    HttpResponse<String> form = http.events("application/x-www-form-urlencoded", "a=b");

    assertThat(encoded.statusCode()).isEqualTo(415);
    assertThat(form.statusCode()).isEqualTo(415);
    assertThat(form.headers().firstValue("Accept-Post").orElse("")).contains(Http.ONE);
  }

  private byte[] chunkedHead() {
    String head =
        """
        POST /api/v1/events HTTP/1.1
        Host: store
        Content-Type: application/json
        Transfer-Encoding: chunked

        """;
    return head.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  /// Sends this and answers what comes back first.
  private String speak(String request) throws IOException {
    try (Socket socket = new Socket(http.base().getHost(), http.base().getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return firstBytes(socket.getInputStream());
    }
  }

  private static String firstBytes(InputStream in) throws IOException {
    StringBuilder answer = new StringBuilder();
    byte[] some = new byte[4096];
    while (!answer.toString().contains("}")) {
      int n = in.read(some);
      if (n < 0) {
        break;
      }
      answer.append(new String(some, 0, n, StandardCharsets.UTF_8));
    }
    return answer.toString();
  }

  private static String problem(HttpResponse<String> answer) throws IOException {
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    return JSON.readTree(answer.body()).get("type").asText();
  }
}
