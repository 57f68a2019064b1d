/// Where events come in: HTTP and Kafka. Both acknowledge only what the ledger has on disk.
@org.jspecify.annotations.NullMarked
package io.parcook.service.channel;
