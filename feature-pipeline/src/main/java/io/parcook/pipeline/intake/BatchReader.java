package io.parcook.pipeline.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.parcook.pipeline.event.BatchStep;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads the `data` of `parcook.batch.v1`.
final class BatchReader {

  private BatchReader() {}

  static @Nullable Data read(JsonParser p, @Nullable NameTable items) throws IOException {
    String batch = null;
    String item = null;
    int portions = Field.REFUSED;
    BatchStep.Step step = null;
    for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
      p.nextToken();
      boolean accepted =
          switch (name) {
            case "batch" -> (batch = Field.name(p, Field.MAX_BATCH, null)) != null;
            case "item" -> (item = Field.name(p, Field.MAX_NAME, items)) != null;
            case "portions" ->
                (portions = Field.whole(p, 1, DataReader.MAX_COUNT)) != Field.REFUSED;
            case "step" -> (step = step(p)) != null;
            default -> {
              p.skipChildren();
              yield true;
            }
          };
      if (!accepted) {
        return null;
      }
    }
    return batch == null || item == null || portions == Field.REFUSED || step == null
        ? null
        : new Data.Step(batch, item, portions, step);
  }

  private static BatchStep.@Nullable Step step(JsonParser p) throws IOException {
    if (p.currentToken() == JsonToken.VALUE_STRING) {
      for (BatchStep.Step step : BatchStep.Step.values()) {
        if (step.word().equals(p.getText())) {
          return step;
        }
      }
    }
    return null;
  }
}
