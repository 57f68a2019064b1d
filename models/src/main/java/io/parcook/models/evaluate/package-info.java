/// Scores in the field's own terms, and rolling-origin backtests: always several forecasters side
/// by side on the same rows, always in time order.
@org.jspecify.annotations.NullMarked
package io.parcook.models.evaluate;
