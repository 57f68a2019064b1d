/// What the operator sets, and the store's clock that follows from it.
@org.jspecify.annotations.NullMarked
package io.parcook.service.settings;
