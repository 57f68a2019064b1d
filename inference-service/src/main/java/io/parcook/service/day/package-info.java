/// A day of the store, today's or a past one: what sold, what had been forecast, what was wasted.
@org.jspecify.annotations.NullMarked
package io.parcook.service.day;
