/// Scores in the field's own terms, and rolling-origin backtests.
@org.jspecify.annotations.NullMarked
package io.parcook.models.evaluate;
