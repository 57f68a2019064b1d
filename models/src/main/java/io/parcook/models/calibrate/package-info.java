/// Quantiles that hold what they promise: a correction that each store learns while it serves.
@org.jspecify.annotations.NullMarked
package io.parcook.models.calibrate;
