package io.parcook.sync.registry.http;

import io.parcook.sync.registry.ByteBudget;
import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.PartFile;
import io.parcook.sync.registry.RegistryException;
import io.parcook.sync.registry.RegistryFault;
import io.parcook.sync.registry.Transfer;
import java.io.IOException;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A blob on its way from a registry to a file. Each request asks for what is missing and no more
/// than the budget grants, so that no byte travels twice and none that was not granted.
final class Download {

  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

  private final Line line;
  private final Access access;
  private final Descriptor blob;
  private final PartFile part;
  private final Transfer transfer;
  private final String what;

  Download(Line line, Access access, Descriptor blob, PartFile part, Transfer transfer) {
    this.line = line;
    this.access = access;
    this.blob = blob;
    this.part = part;
    this.transfer = transfer;
    this.what = blob.digest().toString();
  }

  /// Goes on until every byte is there. Attempts that bring something do not count as failed.
  void run() throws IOException {
    int failed = 0;
    while (part.missing() > 0) {
      long before = part.length();
      try {
        attempt();
        failed = part.length() > before ? 0 : failed + 1;
        if (failed >= access.retries().attempts()) {
          throw new RegistryException(
              new RegistryFault.Unreachable(access.name(), "it sends nothing of " + what));
        }
      } catch (RegistryException e) {
        failed = part.length() > before ? 1 : failed + 1;
        access.retries().after(e, failed);
      }
    }
  }

  private void attempt() throws IOException {
    ByteBudget budget = transfer.budget();
    long from = part.length();
    long granted = budget.take(part.missing());
    if (granted == 0) {
      throw new RegistryException(
          new RegistryFault.OverBudget(what, part.missing(), budget.roomAt()));
    }
    Into into = new Into();
    try {
      Call call = Call.get(access.at("/blobs/" + what), what);
      if (granted < blob.size()) {
        call = call.with("Range", "bytes=%d-%d".formatted(from, from + granted - 1));
      }
      Reply reply = line.once(call, Body.to(into, what), transfer.speed());
      switch (reply.status()) {
        case 200, 206 -> {}
        case 404 ->
            throw new RegistryException(new RegistryFault.Gone("blob " + what, access.name()));
        case 416 -> part.restart();
        default -> throw line.rejected(call, reply);
      }
    } finally {
      budget.giveBack(granted);
      budget.charge(into.came);
    }
  }

  /// Where the bytes of one answer go.
  private final class Into implements Body.Sink {

    private volatile long came;

    @Override
    public boolean begins(ResponseInfo head) throws IOException {
      return switch (head.statusCode()) {
        case 200 -> beginsWhole(head);
        case 206 -> {
          checkRange(head.headers().firstValue("content-range").orElse(""));
          yield true;
        }
        default -> false;
      };
    }

    private boolean beginsWhole(ResponseInfo head) throws IOException {
      long announced = head.headers().firstValueAsLong("content-length").orElse(blob.size());
      if (announced > blob.size()) {
        throw new RegistryException(new RegistryFault.TooLarge(what, announced, blob.size()));
      }
      if (part.length() > 0) {
        // No ranges here: all of it comes again.
        part.restart();
      }
      return true;
    }

    private void checkRange(String range) throws RegistryException {
      Matcher matcher = CONTENT_RANGE.matcher(range);
      boolean right =
          matcher.matches()
              && Long.parseLong(matcher.group(1)) == part.length()
              && (matcher.group(2).equals("*") || Long.parseLong(matcher.group(2)) == blob.size());
      if (!right) {
        throw new RegistryException(
            new RegistryFault.Malformed(
                what,
                "the part from byte %d of %d was asked for, '%s' came"
                    .formatted(part.length(), blob.size(), range)));
      }
    }

    @Override
    public void take(byte[] bytes, int count) throws IOException {
      part.append(bytes, 0, count);
      long now = came + count;
      came = now;
      transfer.progress().accept(count);
    }
  }
}
