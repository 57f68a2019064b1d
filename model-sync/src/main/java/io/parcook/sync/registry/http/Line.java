package io.parcook.sync.registry.http;

import io.parcook.sync.registry.MinimumSpeed;
import io.parcook.sync.registry.RegistryException;
import io.parcook.sync.registry.RegistryFault;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// The line to a registry: sends a request once, with what it takes to be let in and sent on, and
/// tells what went wrong in words of its own. A thread that waits for an answer watches its speed.
final class Line implements AutoCloseable {

  private static final int MOST_REDIRECTS = 5;
  private static final int MOST_TOKEN = 64 << 10;

  private final Access access;
  private final HttpClient client;
  private final Authorization authorization;
  private final LongConsumer overhead;

  /// @param overhead hears of the bytes of every exchange but those of a blob on its way
  Line(Access access, LongConsumer overhead) throws IOException {
    this.access = access;
    this.overhead = overhead;
    this.authorization = new Authorization(access);
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(access.patience())
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .sslContext(access.tls().context());
    Proxy proxy = access.proxy();
    if (proxy != null) {
      builder.proxy(ProxySelector.of(new InetSocketAddress(proxy.host(), proxy.port())));
    }
    this.client = builder.build();
  }

  /// Sends a request whose answer is small, again and again within bounds if that may help.
  ///
  /// @return an answer below 400, or 404 or 416
  Reply send(Call call, int mostBytes) throws IOException {
    return access.retries().run(() -> once(call, Body.inMemory(call.what(), mostBytes)));
  }

  /// Sends a request once; its small answer must be whole within the patience.
  Reply once(Call call, Body body) throws IOException {
    // Faster than anything: whoever is not done when the window ends is too late.
    return once(call, body, new MinimumSpeed(Long.MAX_VALUE, access.patience()));
  }

  /// Sends a request once.
  Reply once(Call call, Body body, MinimumSpeed speed) throws IOException {
    Reply reply = followed(call, body, speed);
    if (reply.status() == 401) {
      Optional<Challenge> challenge = Challenge.of(reply.headers().allValues("www-authenticate"));
      if (challenge.isPresent()
          && authorization.meet(challenge.get(), call.scope(), this::askForToken)) {
        reply = followed(call, body, speed);
      }
    }
    return checked(call, reply);
  }

  private byte[] askForToken(URI uri, @Nullable String password) throws IOException {
    Call call = Call.get(uri, "a token");
    if (password != null) {
      call = call.with("Authorization", password);
    }
    MinimumSpeed speed = new MinimumSpeed(Long.MAX_VALUE, access.patience());
    Reply reply = checked(call, exchange(call, Body.inMemory("a token", MOST_TOKEN), speed));
    if (reply.status() != 200) {
      throw rejected(call, reply);
    }
    return reply.body();
  }

  /// Follows redirections, as to the storage behind a registry. What lets us in stays with the
  /// registry, and nothing leaves TLS.
  private Reply followed(Call call, Body body, MinimumSpeed speed) throws IOException {
    Call next = call;
    for (int hops = 0; ; hops++) {
      boolean own = sameOrigin(next.uri(), access.origin());
      Optional<String> header = own ? authorization.header(call.scope()) : Optional.empty();
      Call asked = header.isPresent() ? next.with("Authorization", header.get()) : next;
      Reply reply = exchange(asked, body, speed);
      Optional<URI> location = reply.location();
      if (reply.status() / 100 != 3 || reply.status() == 304 || location.isEmpty()) {
        return reply;
      }
      URI target = location.get();
      boolean downgraded =
          "https".equals(next.uri().getScheme()) && !"https".equals(target.getScheme());
      if (hops == MOST_REDIRECTS || downgraded || !call.method().matches("GET|HEAD")) {
        throw rejected(call, reply);
      }
      next = call.to(target);
    }
  }

  private static boolean sameOrigin(URI a, URI b) {
    return a.getScheme().equals(b.getScheme()) && a.getAuthority().equals(b.getAuthority());
  }

  private Reply exchange(Call call, Body body, MinimumSpeed speed) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(call.uri());
    call.headers().forEach(request::header);
    if (access.proxy() != null
        && access.proxy().credentials() instanceof Credentials.Password password) {
      request.header("Proxy-Authorization", password.basic());
    }
    byte[] bytes = call.body();
    LongSupplier moved;
    if (bytes == null) {
      request.method(call.method(), BodyPublishers.noBody());
      moved = body::moved;
    } else {
      CountedBytes counted = new CountedBytes(bytes);
      request.method(call.method(), counted);
      moved = () -> counted.moved() + body.moved();
    }
    HttpResponse<byte[]> response =
        await(client.sendAsync(request.build(), body), call, body, moved, speed);
    overhead.accept(heads(call, response) + response.body().length);
    return new Reply(response.statusCode(), response.uri(), response.headers(), response.body());
  }

  /// About as many bytes as the two heads have on the line, below TLS.
  private static long heads(Call call, HttpResponse<?> response) {
    byte[] sent = call.body();
    long bytes = 128L + call.uri().toString().length();
    if (sent != null && call.method().equals("PUT")) {
      bytes += sent.length; // a manifest; chunks of a blob are charged to its transfer
    }
    for (var header : call.headers().entrySet()) {
      bytes += header.getKey().length() + header.getValue().length() + 4;
    }
    for (var header : response.headers().map().entrySet()) {
      for (String value : header.getValue()) {
        bytes += header.getKey().length() + value.length() + 4;
      }
    }
    return bytes;
  }

  private HttpResponse<byte[]> await(
      CompletableFuture<HttpResponse<byte[]>> answer,
      Call call,
      Body body,
      LongSupplier moved,
      MinimumSpeed speed)
      throws IOException {
    MinimumSpeed.Watch watch = speed.watch(System.nanoTime());
    long tick = Math.clamp(speed.window().toMillis() / 4, 1, 1000);
    try {
      while (true) {
        try {
          return answer.get(tick, TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
          long sofar = moved.getAsLong();
          OptionalLong slow = watch.tooSlow(System.nanoTime(), sofar);
          if (slow.isPresent()) {
            throw late(call, slow.getAsLong(), sofar, speed);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("Interrupted").initCause(e);
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause(), body);
    } finally {
      body.abandon();
      answer.cancel(true);
    }
  }

  private RegistryException late(Call call, long perSecond, long moved, MinimumSpeed speed) {
    if (perSecond <= 0 || moved == 0) {
      return new RegistryException(
          new RegistryFault.Unreachable(
              access.name(), "no byte of %s in %s".formatted(call.what(), speed.window())));
    }
    return new RegistryException(
        new RegistryFault.TooSlow(call.what(), perSecond, speed.bytesPerSecond()));
  }

  private IOException failure(Throwable cause, Body body) {
    switch (body.failure()) {
      case IOException ours -> {
        return ours;
      }
      case RuntimeException bug -> throw bug;
      case null, default -> {}
    }
    for (Throwable at = cause; at != null; at = at.getCause()) {
      String text = String.valueOf(at.getMessage());
      if (at instanceof CertificateException
          || (at instanceof SSLException && text.contains("certificate"))) {
        return new RegistryException(new RegistryFault.BadCertificate(access.name(), text), cause);
      }
    }
    String detail =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new RegistryException(new RegistryFault.Unreachable(access.name(), detail), cause);
  }

  private Reply checked(Call call, Reply reply) throws RegistryException {
    int status = reply.status();
    if (status == 401 || status == 403) {
      String detail = reply.detail().isEmpty() ? "status " + status : reply.detail();
      throw new RegistryException(new RegistryFault.Denied(call.what(), access.name(), detail));
    }
    if (status == 429 || status == 503) {
      throw new RegistryException(new RegistryFault.Busy(access.name(), retryAfter(reply)));
    }
    if (status == 408 || status == 500 || status == 502 || status == 504) {
      throw new RegistryException(
          new RegistryFault.Unreachable(
              access.name(), "it answered " + status + " " + reply.detail()));
    }
    if (status >= 400 && status != 404 && status != 416) {
      throw rejected(call, reply);
    }
    return reply;
  }

  RegistryException rejected(Call call, Reply reply) {
    return new RegistryException(
        new RegistryFault.Rejected(call.what(), access.name(), reply.status(), reply.detail()));
  }

  private static Duration retryAfter(Reply reply) {
    String text = reply.header("retry-after").orElse("");
    // As a date it is rare, and it needs the registry's clock: then the jitter alone decides.
    return text.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(text)) : Duration.ZERO;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
