package io.parcook.sync.registry;

/// Media types of the specifications that an artifact is made of.
public final class MediaTypes {

  public static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  public static final String INDEX = "application/vnd.oci.image.index.v1+json";

  /// The config of an artifact that needs none: the two bytes `{}`.
  public static final String EMPTY = "application/vnd.oci.empty.v1+json";

  /// CNCF ModelPack: the artifact, its config, and its layers as plain files.
  public static final String MODEL = "application/vnd.cncf.model.manifest.v1+json";

  public static final String MODEL_CONFIG = "application/vnd.cncf.model.config.v1+json";
  public static final String WEIGHT = "application/vnd.cncf.model.weight.v1.raw";
  public static final String WEIGHT_CONFIG = "application/vnd.cncf.model.weight.config.v1.raw";

  /// How to make the weight layer from one that the store already has: VCDIFF, RFC 3284.
  public static final String WEIGHT_DELTA = "application/vnd.parcook.weight.delta.v1.vcdiff";

  /// The sigstore bundle that cosign attaches to what it signs.
  public static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";

  private MediaTypes() {}
}
