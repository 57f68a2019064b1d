package io.parcook.sync.catalog;

import java.util.Optional;

/// The bytes of a version, compared with their digests as they were read: open these and no file.
///
/// @param base the base model's ONNX file
/// @param adapter the adapter's file, for a tuned version
public record ServableModel(VersionState version, byte[] base, Optional<byte[]> adapter) {}
