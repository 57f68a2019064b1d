/// Request bodies within bounds of size, time and memory.
@org.jspecify.annotations.NullMarked
package io.parcook.service.body;
