/// What the kitchen cooks, how, and what an order takes of it.
@org.jspecify.annotations.NullMarked
package io.parcook.plan.menu;
