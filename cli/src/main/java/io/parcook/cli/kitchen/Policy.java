package io.parcook.cli.kitchen;

import io.parcook.plan.cook.Plan;
import io.parcook.plan.kitchen.Kitchen;
import java.time.Instant;

/// How a kitchen decides what to cook.
@FunctionalInterface
interface Policy {

  Plan plan(Instant now, Kitchen kitchen, Plan before);
}
