@org.jspecify.annotations.NullMarked
package io.parcook.service.plan;
