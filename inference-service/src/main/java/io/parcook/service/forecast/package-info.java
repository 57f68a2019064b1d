/// The store's live forecast: recomputed when events arrive and when time moves on.
@org.jspecify.annotations.NullMarked
package io.parcook.service.forecast;
