package io.parcook.journey;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Requests that a store must refuse within bounds, each sent by a client of its own.
final class BadBodies {

  private static final int MEGABYTE = 1 << 20;
  private static final String JSON = "Content-Type: application/cloudevents+json\r\n";
  private static final String GZIP = JSON + "Content-Encoding: gzip\r\n";

  private BadBodies() {}

  /// A body that announces its 100 MB.
  static Wire.Answer hundredMegabytes(PackagedStore store) {
    return Wire.post(
        store, JSON + "Content-Length: " + 100L * MEGABYTE + "\r\n", out -> repeat(out, 100));
  }

  /// The same in chunks, so that its size shows only as it comes.
  static Wire.Answer hundredMegabytesUnannounced(PackagedStore store) {
    return Wire.post(
        store,
        JSON + "Transfer-Encoding: chunked\r\n",
        out -> {
          byte[] chunk = new byte[MEGABYTE];
          Arrays.fill(chunk, (byte) ' ');
          for (int i = 0; i < 100; i++) {
            out.write("100000\r\n".getBytes(StandardCharsets.US_ASCII));
            out.write(chunk);
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
          }
          out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        });
  }

  /// One event of 10 MB.
  static Wire.Answer eventOfTenMegabytes(PackagedStore store) {
    String event = Events.sale("huge", Instant.now(), "x".repeat(10 * MEGABYTE), 1);
    return whole(store, JSON, Events.bytes(event));
  }

  /// A body that says gzip and is not.
  static Wire.Answer brokenGzip(PackagedStore store) {
    return whole(store, GZIP, Events.bytes(Events.sale("broken", Instant.now(), "soup", 1)));
  }

  /// A gzip body that ends too early.
  static Wire.Answer truncatedGzip(PackagedStore store) {
    byte[] packed = gzip(Events.bytes(Events.sale("cut", Instant.now(), "soup", 1)), 1);
    return whole(store, GZIP, Arrays.copyOf(packed, packed.length / 2));
  }

  /// A megabyte that unpacks to a gigabyte.
  static Wire.Answer gzipBomb(PackagedStore store) {
    byte[] blank = new byte[MEGABYTE];
    Arrays.fill(blank, (byte) ' ');
    return whole(store, GZIP, gzip(blank, 1024));
  }

  /// An event that arrives a byte at a time.
  static Wire.Answer drip(PackagedStore store) {
    byte[] event = Events.bytes(Events.sale("drip", Instant.now(), "soup", 1));
    return Wire.post(
        store,
        JSON + "Content-Length: " + event.length + "\r\n",
        out -> {
          for (byte b : event) {
            out.write(b);
            out.flush();
            Eventually.nap(Duration.ofMillis(300));
          }
        });
  }

  /// More events than one body may hold.
  static Wire.Answer tooManyEvents(PackagedStore store) {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      events.add(Events.sale("many-" + i, Instant.now(), "soup", 1));
    }
    return whole(
        store, "Content-Type: application/cloudevents-batch+json\r\n", Events.batch(events));
  }

  /// Sales of items that nobody ever heard of, 500 in each of 60 events.
  ///
  /// @param first number of the first name
  static Wire.Answer thirtyThousandNames(PackagedStore store, int first) {
    StringBuilder body = new StringBuilder("[");
    for (int event = 0; event < 60; event++) {
      StringBuilder lines = new StringBuilder();
      for (int line = 0; line < 500; line++) {
        int name = first + event * 500 + line;
        lines
            .append(line == 0 ? "" : ",")
            .append("{\"item\":\"made-up-" + name + "\",\"quantity\":1}");
      }
      body.append(event == 0 ? "" : ",")
          .append(
              """
              {"specversion":"1.0","id":"names-%d-%d","source":"/test/bad",\
              "type":"parcook.sale.v1","time":"%s","data":{"lines":[%s]}}\
              """
                  .formatted(first, event, Instant.now(), lines));
    }
    return whole(
        store,
        "Content-Type: application/cloudevents-batch+json\r\n",
        Events.bytes(body.append("]").toString()));
  }

  private static Wire.Answer whole(PackagedStore store, String headers, byte[] body) {
    return Wire.post(
        store, headers + "Content-Length: " + body.length + "\r\n", out -> out.write(body));
  }

  private static void repeat(java.io.OutputStream out, int megabytes) throws IOException {
    byte[] chunk = new byte[MEGABYTE];
    Arrays.fill(chunk, (byte) ' ');
    for (int i = 0; i < megabytes; i++) {
      out.write(chunk);
    }
  }

  private static byte[] gzip(byte[] part, int times) {
    try {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
        for (int i = 0; i < times; i++) {
          out.write(part);
        }
      }
      return packed.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
