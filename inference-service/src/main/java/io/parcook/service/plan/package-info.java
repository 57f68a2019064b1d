/// What to cook now, kept fresh: the menu, the kitchen's book, and the plan that screens show.
@org.jspecify.annotations.NullMarked
package io.parcook.service.plan;
