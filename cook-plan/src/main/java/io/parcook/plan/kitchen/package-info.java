/// What is on hand, with its ages, and what is cooking: a fold over what happened.
@org.jspecify.annotations.NullMarked
package io.parcook.plan.kitchen;
