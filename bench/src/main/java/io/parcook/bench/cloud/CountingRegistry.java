package io.parcook.bench.cloud;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.parcook.sync.disk.Digest;
import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.ImageIndex;
import io.parcook.sync.registry.MediaTypes;
import io.parcook.sync.registry.Reference;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.Resolution;
import io.parcook.sync.trust.Announcements;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A registry to be read from, over HTTP, that counts every byte on its sockets by a clock that is
/// not the machine's. Its content is an image layout; what was let out when, it shows by its clock.
public final class CountingRegistry implements AutoCloseable {

  private static final Pattern ASKED =
      Pattern.compile("GET /v2/models/base/(manifests|blobs|referrers)/(\\S+) HTTP/1.1");
  private static final Pattern KNOWN = Pattern.compile("(?im)^if-none-match: (.*?)\r?$");
  private static final Pattern RANGE = Pattern.compile("(?im)^range: bytes=(\\d+)-(\\d*)\r?$");

  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Path layout;
  private final Registry content;
  private final InstantSource clock;
  private final Minutes minutes;
  private final NavigableMap<Instant, Digest> timestamps = new ConcurrentSkipListMap<>();
  private final Map<String, byte[]> kept = new ConcurrentHashMap<>();

  /// @param layout folder that `content` is in
  public CountingRegistry(Path layout, Registry content, InstantSource clock, Minutes minutes)
      throws IOException {
    this.layout = layout;
    this.content = content;
    this.clock = clock;
    this.minutes = minutes;
    Thread.ofVirtual().start(this::serve);
  }

  /// What the layout says is current is shown from this moment on.
  void shownFrom(Instant moment) throws IOException {
    if (content.resolve(Announcements.TIMESTAMP, null) instanceof Resolution.Found found) {
      timestamps.put(moment, found.digest());
    }
  }

  public URI origin() {
    return URI.create("http://localhost:" + door.getLocalPort());
  }

  private void serve() {
    while (!door.isClosed()) {
      try {
        Socket store = door.accept();
        Thread.ofVirtual().start(() -> serve(store));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void serve(Socket store) {
    try (store) {
      InputStream in = new BufferedInputStream(store.getInputStream());
      OutputStream out = store.getOutputStream();
      for (String head = head(in); !head.isEmpty(); head = head(in)) {
        byte[] answer = answer(head);
        minutes.count(clock.instant(), head.length() + answer.length);
        out.write(answer);
        out.flush();
      }
    } catch (IOException _) {
      // the store has hung up
    }
  }

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      head.append((char) next);
      if (next == '\n' && head.length() > 3 && head.charAt(head.length() - 3) == '\n') {
        return head.toString();
      }
    }
    return "";
  }

  private byte[] answer(String head) throws IOException {
    Matcher asked = ASKED.matcher(head);
    if (!asked.lookingAt()) {
      return whole("400 Bad Request", "", new byte[0]);
    }
    return switch (asked.group(1)) {
      case "manifests" -> manifest(asked.group(2), head);
      case "blobs" -> blob(Digest.parse(asked.group(2)), head);
      default -> referrers(Digest.parse(asked.group(2).replaceFirst("\\?.*", "")));
    };
  }

  private byte[] manifest(String reference, String head) throws IOException {
    boolean isTimestamp = reference.equals(Announcements.TIMESTAMP.toString());
    if (!isTimestamp && !reference.startsWith("sha256:")) {
      return tagged(reference);
    }
    var shown = isTimestamp ? timestamps.floorEntry(clock.instant()) : null;
    if (isTimestamp && shown == null) {
      return whole("404 Not Found", "", new byte[0]);
    }
    Digest digest = shown == null ? Digest.parse(reference) : shown.getValue();
    Matcher known = KNOWN.matcher(head);
    String etag = "ETag: \"" + digest + "\"\r\n";
    return known.find() && known.group(1).contains(digest.toString())
        ? whole("304 Not Modified", etag, new byte[0])
        : found(MediaTypes.MANIFEST, digest, etag);
  }

  private byte[] tagged(String tag) throws IOException {
    return content.resolve(new Reference.Tag(tag), null) instanceof Resolution.Found found
        ? found(MediaTypes.MANIFEST, found.digest(), "")
        : whole("404 Not Found", "", new byte[0]);
  }

  private byte[] blob(Digest digest, String head) throws IOException {
    Matcher range = RANGE.matcher(head);
    if (!range.find()) {
      return found("application/octet-stream", digest, "");
    }
    byte[] all = bytes(digest);
    int from = Integer.parseInt(range.group(1));
    int to = range.group(2).isEmpty() ? all.length - 1 : Integer.parseInt(range.group(2));
    to = Math.min(to, all.length - 1);
    byte[] part = Arrays.copyOfRange(all, from, to + 1);
    String where = "Content-Range: bytes %d-%d/%d\r\n".formatted(from, to, all.length);
    return whole("206 Partial Content", where, part);
  }

  private byte[] referrers(Digest subject) throws IOException {
    ImageIndex index = ImageIndex.empty();
    for (Descriptor referrer : content.referrers(subject, null)) {
      index = index.with(referrer);
    }
    return whole("200 OK", "Content-Type: " + MediaTypes.INDEX + "\r\n", index.bytes());
  }

  private byte[] found(String type, Digest digest, String more) throws IOException {
    return whole(
        "200 OK",
        "Content-Type: %s\r\nDocker-Content-Digest: %s\r\n%s".formatted(type, digest, more),
        bytes(digest));
  }

  private byte[] bytes(Digest digest) throws IOException {
    byte[] known = kept.get(digest.hex());
    if (known == null) {
      try {
        known = Files.readAllBytes(layout.resolve("blobs/sha256/" + digest.hex()));
      } catch (NoSuchFileException e) {
        throw new IOException("No blob " + digest, e);
      }
      kept.put(digest.hex(), known);
    }
    return known;
  }

  private static byte[] whole(String status, String headers, byte[] body) {
    String head =
        "HTTP/1.1 %s\r\nDocker-Distribution-Api-Version: registry/2.0\r\n%sContent-Length: %d\r\n\r\n"
            .formatted(status, headers, body.length);
    byte[] bytes = Arrays.copyOf(head.getBytes(ISO_8859_1), head.length() + body.length);
    System.arraycopy(body, 0, bytes, head.length(), body.length);
    return bytes;
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
