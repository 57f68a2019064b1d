/// A store's night seen from its service: a child process that learns, what it tells, and what
/// comes of it.
@org.jspecify.annotations.NullMarked
package io.parcook.models.night;
