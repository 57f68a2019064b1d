@org.jspecify.annotations.NullMarked
package io.parcook.plan.cook;
