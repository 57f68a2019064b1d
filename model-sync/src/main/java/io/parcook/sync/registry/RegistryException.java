package io.parcook.sync.registry;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A registry that did not do what was asked, and why.
public final class RegistryException extends IOException {

  private final transient RegistryFault fault;

  public RegistryException(RegistryFault fault) {
    this(fault, null);
  }

  public RegistryException(RegistryFault fault, @Nullable Throwable cause) {
    super(fault.message(), cause);
    this.fault = fault;
  }

  public RegistryFault fault() {
    return fault;
  }
}
