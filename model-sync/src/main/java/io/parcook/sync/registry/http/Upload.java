package io.parcook.sync.registry.http;

import io.parcook.sync.registry.ByteBudget;
import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.RegistryException;
import io.parcook.sync.registry.RegistryFault;
import io.parcook.sync.registry.Transfer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A blob on its way to a registry, chunk by chunk. When the line breaks, the registry is asked how
/// far it came, and the rest follows. Distribution 2.8 forgets an upload whose line broke within a
/// chunk, against the specification: there it begins anew, a bounded number of times.
final class Upload {

  private static final Pattern RANGE = Pattern.compile("(?:bytes=)?0-(\\d{1,18})");
  private static final int SMALL = 64 << 10;

  /// A chunk does not begin where the registry is.
  private static final int OUT_OF_ORDER = 416;

  private final Line line;
  private final Access access;
  private final Descriptor blob;
  private final Registry.Source source;
  private final Transfer transfer;
  private final String what;
  private @Nullable URI session;
  private long sent;
  private int begun;

  /// @param session of an earlier attempt that broke off; null for none
  Upload(
      Line line,
      Access access,
      Descriptor blob,
      Registry.Source source,
      Transfer transfer,
      @Nullable URI session) {
    this.line = line;
    this.access = access;
    this.blob = blob;
    this.source = source;
    this.transfer = transfer;
    this.what = blob.digest().toString();
    this.session = session;
  }

  /// The address at which the upload goes on, if one is open.
  @Nullable URI session() {
    return session;
  }

  void run() throws IOException {
    URI open = session == null ? begin() : found(session);
    int failed = 0;
    while (sent < blob.size()) {
      long before = sent;
      try {
        open = chunks(open);
      } catch (RegistryException e) {
        failed = sent > before ? 1 : failed + 1;
        access.retries().after(e, failed);
        open = found(open);
      }
    }
    finish(open);
  }

  private URI begin() throws IOException {
    if (begun++ == access.retries().attempts()) {
      throw new RegistryException(
          new RegistryFault.Unreachable(
              access.name(), "it forgot the upload of " + what + " each time the line broke"));
    }
    sent = 0;
    Call call = Call.push("POST", access.at("/blobs/uploads/"), new byte[0], what);
    Reply reply = line.send(call, SMALL);
    if (reply.status() != 202) {
      throw line.rejected(call, reply);
    }
    return next(call, reply);
  }

  /// Asks how far an upload came; begins anew where nobody remembers it.
  private URI found(URI open) throws IOException {
    Call call = Call.push("GET", open, null, what);
    Reply reply = line.send(call, SMALL);
    if (reply.status() != 204 && reply.status() != 202) {
      return begin();
    }
    sent = received(reply);
    return next(call, reply);
  }

  /// `0-0` is what some registries say for nothing: then a byte that did arrive is found by the
  /// digest at the end.
  private static long received(Reply reply) {
    Matcher range = RANGE.matcher(reply.header("range").orElse(""));
    long last = range.matches() ? Long.parseLong(range.group(1)) : 0;
    return last == 0 ? 0 : last + 1;
  }

  private URI chunks(URI from) throws IOException {
    URI open = from;
    try (InputStream in = source.open()) {
      in.skipNBytes(sent);
      while (sent < blob.size()) {
        open = chunk(open, in);
      }
    }
    return open;
  }

  private URI chunk(URI open, InputStream in) throws IOException {
    ByteBudget budget = transfer.budget();
    int granted = (int) budget.take(Math.min(access.chunk(), blob.size() - sent));
    if (granted == 0) {
      throw new RegistryException(
          new RegistryFault.OverBudget(what, blob.size() - sent, budget.roomAt()));
    }
    byte[] bytes = in.readNBytes(granted);
    if (bytes.length < granted) {
      throw new IOException("The file that is sent ended before its " + blob.size() + " bytes");
    }
    Call call =
        Call.push("PATCH", open, bytes, what)
            .with("Content-Type", "application/octet-stream")
            .with("Content-Range", sent + "-" + (sent + granted - 1));
    Reply reply = line.once(call, Body.inMemory(what, SMALL), transfer.speed());
    if (reply.status() == OUT_OF_ORDER) {
      // Bytes of the chunk that broke off were still on their way in when it was asked: ask again.
      throw new RegistryException(
          new RegistryFault.Unreachable(
              access.name(), "it came further with " + what + " than it had said"));
    }
    if (reply.status() != 202) {
      throw line.rejected(call, reply);
    }
    sent += granted;
    transfer.progress().accept(granted);
    return next(call, reply);
  }

  private void finish(URI open) throws IOException {
    String joint = open.getRawQuery() == null ? "?" : "&";
    URI last = URI.create(open + joint + "digest=" + what);
    Call call = Call.push("PUT", last, new byte[0], what);
    Reply reply = line.send(call, SMALL);
    session = null;
    if (reply.status() != 201) {
      throw line.rejected(call, reply);
    }
  }

  private URI next(Call call, Reply reply) throws RegistryException {
    URI location = reply.location().orElse(call.uri());
    session = location;
    return location;
  }
}
