@org.jspecify.annotations.NullMarked
package io.parcook.service.day;
