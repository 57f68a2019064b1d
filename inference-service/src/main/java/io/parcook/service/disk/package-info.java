/// Small files that a restart is better with.
@org.jspecify.annotations.NullMarked
package io.parcook.service.disk;
