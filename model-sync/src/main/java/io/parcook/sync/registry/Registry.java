package io.parcook.sync.registry;

import io.parcook.sync.disk.Digest;
import io.parcook.sync.disk.Disk;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One repository of model versions, in the words of the OCI distribution specification: over HTTP,
/// or a folder in OCI image layout. Safe for use by many threads.
///
/// Every method throws a [RegistryException] for what the registry or the line did, and any other
/// [IOException] only for the store's own disk.
public interface Registry extends AutoCloseable {

  /// How the operator wrote it, for messages.
  String name();

  /// What a reference points to. The bytes are checked against their digest.
  ///
  /// @param etag of what the caller already has; null to have the manifest in any case
  Resolution resolve(Reference reference, @Nullable String etag) throws IOException;

  /// A small blob in memory, checked.
  ///
  /// @param mostBytes a blob that is announced as larger is not asked for
  byte[] bytes(Descriptor blob, int mostBytes) throws IOException;

  /// Fetches a blob into a file of a disk. What comes is kept in `<file>.part` from one call to the
  /// next and never asked for again; `file` appears only when it is whole, on disk, and has its
  /// digest.
  void fetch(Descriptor blob, Disk disk, String file, Transfer transfer) throws IOException;

  /// Whether a blob is there.
  boolean has(Digest blob) throws IOException;

  /// Sends a blob unless it is already there.
  void push(Descriptor blob, Source source, Transfer transfer) throws IOException;

  /// Sends a small blob unless it is already there.
  default void push(Descriptor blob, byte[] bytes) throws IOException {
    push(blob, () -> new ByteArrayInputStream(bytes), Transfer.UNBOUNDED);
  }

  /// Puts a manifest whose blobs are there. If it has a subject, it becomes a referrer of it, on
  /// registries without the referrers API too.
  ///
  /// @param tag null to have it by its digest alone
  /// @return how others refer to it
  Descriptor push(Manifest manifest, Reference.@Nullable Tag tag) throws IOException;

  /// The manifests that refer to this one.
  ///
  /// @param artifactType null for all
  List<Descriptor> referrers(Digest subject, @Nullable String artifactType) throws IOException;

  @Override
  void close();

  /// Bytes to send, from their start as often as it takes.
  @FunctionalInterface
  interface Source {
    InputStream open() throws IOException;
  }
}
