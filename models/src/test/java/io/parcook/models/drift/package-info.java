/// Tests of drift.
@org.jspecify.annotations.NullMarked
package io.parcook.models.drift;
