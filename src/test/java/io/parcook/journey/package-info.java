/// Whole-system journeys against the packaged product, and the checks that span all modules.
@org.jspecify.annotations.NullMarked
package io.parcook.journey;
