/// Checks of what `k8s/` installs: rendered by the tools that a platform team uses, and judged by
/// Kubernetes' own schema, the restricted Pod Security profile and the packaged service.
@org.jspecify.annotations.NullMarked
package io.parcook.kubernetes;
