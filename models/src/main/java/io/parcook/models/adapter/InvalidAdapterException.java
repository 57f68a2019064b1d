package io.parcook.models.adapter;

/// An adapter that cannot be read, or does not fit its base; nothing of it is used.
public final class InvalidAdapterException extends RuntimeException {

  private final transient AdapterFault fault;

  public InvalidAdapterException(AdapterFault fault) {
    super(fault.message());
    this.fault = fault;
  }

  public AdapterFault fault() {
    return fault;
  }
}
