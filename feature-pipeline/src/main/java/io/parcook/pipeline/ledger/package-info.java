/// The durable record of every event, and the interval counts that follow from it.
@org.jspecify.annotations.NullMarked
package io.parcook.pipeline.ledger;
