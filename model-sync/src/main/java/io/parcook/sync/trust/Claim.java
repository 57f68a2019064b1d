package io.parcook.sync.trust;

import io.parcook.sync.disk.Digest;

/// What a signature claims of a manifest, whatever form it came in: that a key signed some bytes
/// that name its digest. Nothing is checked yet.
///
/// @param keyHint which key it says it was; empty if it does not say
/// @param signed the bytes that were signed
/// @param subject the digest that those bytes name
public record Claim(String keyHint, byte[] signed, byte[] signature, Digest subject) {}
