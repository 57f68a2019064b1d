package io.parcook.models.card;

/// A model's card breaks the contract; the model cannot serve here.
public final class InvalidCardException extends RuntimeException {

  private final transient CardFault fault;

  public InvalidCardException(CardFault fault) {
    super(fault.message());
    this.fault = fault;
  }

  public CardFault fault() {
    return fault;
  }
}
