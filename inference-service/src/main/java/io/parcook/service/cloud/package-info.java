/// The line between this store and its cloud: when it is used, how it does, and who announces.
@org.jspecify.annotations.NullMarked
package io.parcook.service.cloud;
