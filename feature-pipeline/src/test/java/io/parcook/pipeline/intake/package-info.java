@org.jspecify.annotations.NullMarked
package io.parcook.pipeline.intake;
