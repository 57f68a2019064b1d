/// Forecasts as paths that demand may take, over several intervals and items at once.
@org.jspecify.annotations.NullMarked
package io.parcook.plan.demand;
