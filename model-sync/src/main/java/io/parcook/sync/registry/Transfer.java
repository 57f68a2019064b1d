package io.parcook.sync.registry;

import java.util.function.LongConsumer;

/// What a transfer may take.
///
/// @param mostBytes a larger blob is refused before the first byte, and at the first byte too many
/// @param speed the least that the line must do
/// @param budget what the line may carry now
/// @param progress hears how many bytes more have gone through
public record Transfer(
    long mostBytes, MinimumSpeed speed, ByteBudget budget, LongConsumer progress) {

  /// Whatever there is, as fast as it comes, if it comes at all.
  public static final Transfer UNBOUNDED =
      new Transfer(Long.MAX_VALUE, MinimumSpeed.DEFAULT, ByteBudget.unlimited());

  public Transfer(long mostBytes, MinimumSpeed speed, ByteBudget budget) {
    this(mostBytes, speed, budget, _ -> {});
  }

  /// Refuses a blob that is too large.
  public void admit(Descriptor blob) throws RegistryException {
    if (blob.size() > mostBytes) {
      throw new RegistryException(
          new RegistryFault.TooLarge(blob.digest().toString(), blob.size(), mostBytes));
    }
  }
}
