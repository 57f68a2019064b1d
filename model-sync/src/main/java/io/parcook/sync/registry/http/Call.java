package io.parcook.sync.registry.http;

import io.parcook.sync.registry.http.Authorization.Scope;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One request.
///
/// @param what it is for, in messages
/// @param body null for none
record Call(
    String method,
    URI uri,
    Map<String, String> headers,
    byte @Nullable [] body,
    Scope scope,
    String what) {

  Call {
    headers = new TreeMap<>(headers);
  }

  static Call get(URI uri, String what) {
    return new Call("GET", uri, Map.of(), null, Scope.PULL, what);
  }

  static Call push(String method, URI uri, byte @Nullable [] body, String what) {
    return new Call(method, uri, Map.of(), body, Scope.PUSH, what);
  }

  Call with(String header, String value) {
    Call other = new Call(method, uri, headers, body, scope, what);
    other.headers.put(header, value);
    return other;
  }

  Call to(URI other) {
    return new Call(method, other, headers, body, scope, what);
  }

  Call by(String other) {
    return new Call(other, uri, headers, body, scope, what);
  }
}
