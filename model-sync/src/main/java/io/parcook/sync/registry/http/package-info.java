/// A repository of an OCI registry over the JDK's HttpClient, for slow lines that break.
///
/// [HttpRegistry][io.parcook.sync.registry.http.HttpRegistry] speaks the OCI distribution
/// specification 1.1 and what registries before it did: Bearer tokens and passwords, `Range` and
/// resumed uploads, conditional requests, referrers with the tag fallback.
@org.jspecify.annotations.NullMarked
package io.parcook.sync.registry.http;
