/// Bytes to events: every delivery is either accepted or quarantined, never thrown away.
@org.jspecify.annotations.NullMarked
package io.parcook.pipeline.intake;
