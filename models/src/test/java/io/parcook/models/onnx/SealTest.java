package io.parcook.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SealTest {

  private static final OnnxGraph SEALED = Seal.on(graph());

  @Test
  void aSealedFileHoldsItsSealAndIsOtherwiseTheSame() {
    byte[] file = SEALED.bytes();
    assertThat(Seal.stated(SEALED)).contains(Seal.found(file));
    assertThat(SEALED.floats("out.weight")).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(SEALED.metadata()).containsEntry("parcook.version", "t-1");
    assertThat(Seal.on(SEALED).bytes()).isEqualTo(file);
  }

  @Test
  void everyChangedBitBreaksIt() {
    byte[] file = SEALED.bytes();
    String stated = Seal.stated(SEALED).orElseThrow();
    for (int at = 0; at < file.length; at++) {
      byte[] damaged = file.clone();
      damaged[at] ^= (byte) (1 << new Random(at).nextInt(8));
      boolean inTheDigits = statesAnother(damaged, stated);
      assertThat(Seal.found(damaged).equals(stated)).as("byte %d", at).isEqualTo(inTheDigits);
    }
  }

  /// A changed digit of the seal leaves what it is computed from, but not what it states.
  private static boolean statesAnother(byte[] file, String stated) {
    String text = new String(file, java.nio.charset.StandardCharsets.ISO_8859_1);
    return !text.contains(stated) && text.contains(Seal.KEY + "\u0012G");
  }

  @Test
  void aPatchedGraphIsNoLongerWhatWasSealed() {
    OnnxGraph patched = SEALED.withFloats(Map.of("out.bias", new float[] {1, 2}));
    assertThat(Seal.stated(patched)).isEmpty();
    assertThat(patched.metadata()).containsEntry("parcook.version", "t-1");
  }

  private static OnnxGraph graph() {
    var g = new GraphBuilder("linear");
    var w = g.floats("out.weight", new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
    var b = g.floats("out.bias", new float[] {7, 8}, 2);
    g.output("quantiles", g.gemm(g.input("features", 3), w, b), 2);
    return g.build(Map.of("parcook.version", "t-1"));
  }
}
