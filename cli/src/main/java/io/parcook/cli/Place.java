package io.parcook.cli;

import io.parcook.sync.disk.FolderDisk;
import io.parcook.sync.registry.Reference;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.RegistryException;
import io.parcook.sync.registry.RegistryFault;
import io.parcook.sync.registry.http.Access;
import io.parcook.sync.registry.http.HttpRegistry;
import io.parcook.sync.registry.http.Retries;
import io.parcook.sync.registry.layout.LayoutRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Where a model is, as one types it: `registry.example/models/base:v2`, the same with `@sha256:…`
/// or with `http://` before it, or `oci:FOLDER:v2` for a folder in OCI image layout.
///
/// @param where the registry with its scheme and repository, or the folder
/// @param reference `latest` if none is named
record Place(boolean folder, String where, Reference reference) {

  private static final String FOLDER = "oci:";
  private static final Pattern NAME = Pattern.compile("(.+?)(?:@(sha256:[0-9a-f]{64})|:([^:/]+))?");
  private static final Pattern REPOSITORY = Pattern.compile("(https?://)?([^/]+)/([a-z0-9._/-]+)");

  /// @throws IllegalArgumentException if it is none, saying what one looks like
  static Place parse(String text) {
    boolean folder = text.startsWith(FOLDER);
    Matcher name = NAME.matcher(folder ? text.substring(FOLDER.length()) : text);
    if (!name.matches() || (!folder && !REPOSITORY.matcher(name.group(1)).matches())) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no reference such as registry.example/models/base:v2,"
              + " http://localhost:5000/models/base:v2 or oci:FOLDER:v2");
    }
    String tag = name.group(3) == null ? "latest" : name.group(3);
    return new Place(
        folder, name.group(1), Reference.parse(name.group(2) == null ? tag : name.group(2)));
  }

  /// Opens the repository.
  Registry open(RegistryOptions options) throws IOException {
    if (folder) {
      return new LayoutRegistry(new FolderDisk(Path.of(where)), where);
    }
    Matcher repository = REPOSITORY.matcher(where);
    if (!repository.matches()) {
      throw new IllegalStateException("It was checked when it was read: " + where);
    }
    String scheme = repository.group(1) == null ? "https://" : repository.group(1);
    return new HttpRegistry(
        options.of(
            new Access(
                URI.create(scheme + repository.group(2)),
                repository.group(3),
                Retries.usual(new Random()))));
  }

  /// Opens the repository to read from it; a folder that is not there stays so.
  Registry openThere(RegistryOptions options) throws IOException {
    if (folder && !Files.isDirectory(Path.of(where))) {
      throw new RegistryException(new RegistryFault.Gone("folder in OCI image layout", where));
    }
    return open(options);
  }

  @Override
  public String toString() {
    return (folder ? FOLDER : "")
        + where
        + (reference instanceof Reference.Tag ? ":" : "@")
        + reference;
  }

  /// For picocli.
  static final class Reader implements ITypeConverter<Place> {
    @Override
    public Place convert(String text) {
      try {
        return parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
