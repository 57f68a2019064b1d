/// What to cook now and in the next half hour, and why.
@org.jspecify.annotations.NullMarked
package io.parcook.plan.cook;
