/// Forecasters and what they give.
@org.jspecify.annotations.NullMarked
package io.parcook.models.forecast;
