@org.jspecify.annotations.NullMarked
package io.parcook.plan.demand;
