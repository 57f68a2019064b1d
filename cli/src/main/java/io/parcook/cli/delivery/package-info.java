/// Getting events to a store's service, to Kafka, or into a file, and knowing which have arrived.
@org.jspecify.annotations.NullMarked
package io.parcook.cli.delivery;
