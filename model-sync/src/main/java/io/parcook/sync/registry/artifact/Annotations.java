package io.parcook.sync.registry.artifact;

/// Keys of annotations on manifests and layers.
public final class Annotations {

  /// Of ModelPack: the name of a layer's file.
  public static final String FILE = "org.cncf.model.filepath";

  /// The model's number: it only ever grows, and a store goes only forward.
  public static final String NUMBER = "io.parcook.model.number";

  /// The model's own name and version, from its card.
  public static final String VERSION = "io.parcook.model.version";

  /// What the artifact is: `model` or `adapter`.
  public static final String KIND = "io.parcook.kind";

  /// On a delta: the digest of the file that it starts from.
  public static final String BASE = "io.parcook.delta.base";

  /// On a delta: the digest of the file that it makes.
  public static final String RESULT = "io.parcook.delta.result";

  /// On an adapter: the store that tuned it.
  public static final String STORE = "io.parcook.store";

  private Annotations() {}
}
