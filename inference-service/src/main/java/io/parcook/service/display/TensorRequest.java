package io.parcook.service.display;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// An inference request of the Open Inference Protocol, version 2: one FP32 input of two
/// dimensions, its data flat or nested, row-major.
///
/// @param id the caller's, given back
/// @param data `rows × columns` numbers
record TensorRequest(@Nullable String id, String name, int rows, int columns, float[] data) {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int FIRST = 1_024;

  /// Says what a request should be and is not.
  static final class Unfit extends Exception {
    Unfit(String message) {
      super(message, null, false, false);
    }
  }

  /// @throws Unfit where it is not JSON, not one FP32 input, or its shape and data do not agree
  static TensorRequest read(byte[] body) throws Unfit {
    try (JsonParser json = JSON.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new Unfit("The body must be a JSON object with 'inputs'.");
      }
      String id = null;
      Input input = null;
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "id" -> id = json.getValueAsString();
          case "inputs" -> input = readInputs(json);
          default -> json.skipChildren();
        }
      }
      if (input == null) {
        throw new Unfit("'inputs' must hold the model's one input.");
      }
      return input.checked(id);
    } catch (IOException broken) {
      throw new Unfit("The body is not JSON: " + broken.getMessage());
    }
  }

  private static Input readInputs(JsonParser json) throws IOException, Unfit {
    expect(json, JsonToken.START_ARRAY, "'inputs' must be an array.");
    json.nextToken();
    expect(json, JsonToken.START_OBJECT, "'inputs' must hold the model's one input.");
    Input input = new Input();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "name" -> input.name = json.getValueAsString();
        case "datatype" -> input.datatype = json.getValueAsString();
        case "shape" -> input.readShape(json);
        case "data" -> input.readData(json);
        default -> json.skipChildren();
      }
    }
    if (json.nextToken() != JsonToken.END_ARRAY) {
      throw new Unfit("The model has one input; 'inputs' holds more.");
    }
    return input;
  }

  private static void expect(JsonParser json, JsonToken token, String otherwise) throws Unfit {
    if (json.currentToken() != token) {
      throw new Unfit(otherwise);
    }
  }

  /// An input as it is read.
  private static final class Input {
    private @Nullable String name;
    private @Nullable String datatype;
    private final long[] shape = new long[2];
    private int dimensions;
    private float[] data = new float[0];
    private int length;

    void readShape(JsonParser json) throws IOException, Unfit {
      expect(json, JsonToken.START_ARRAY, "'shape' must be an array.");
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (dimensions == 2 || !json.currentToken().isNumeric()) {
          throw new Unfit("'shape' must be [rows, columns].");
        }
        shape[dimensions++] = json.getLongValue();
      }
    }

    void readData(JsonParser json) throws IOException, Unfit {
      expect(json, JsonToken.START_ARRAY, "'data' must be an array.");
      int depth = 1;
      while (depth > 0) {
        JsonToken token = json.nextToken();
        if (token == JsonToken.START_ARRAY) {
          depth++;
        } else if (token == JsonToken.END_ARRAY) {
          depth--;
        } else if (token != null && token.isNumeric()) {
          add(json.getFloatValue());
        } else {
          throw new Unfit("'data' must hold numbers only; after " + length + " there is " + token);
        }
      }
    }

    private void add(float number) {
      if (length == data.length) {
        data = Arrays.copyOf(data, Math.max(FIRST, length * 2));
      }
      data[length++] = number;
    }

    TensorRequest checked(@Nullable String id) throws Unfit {
      if (name == null) {
        throw new Unfit("The input has no 'name'.");
      }
      if (!"FP32".equals(datatype)) {
        throw new Unfit("The input's 'datatype' must be FP32; it is " + datatype + ".");
      }
      if (dimensions != 2 || shape[0] < 1 || shape[1] < 1 || shape[0] * shape[1] != length) {
        throw new Unfit(
            "'shape' must be [rows, columns], and 'data' hold rows × columns numbers; the shape is "
                + Arrays.toString(Arrays.copyOf(shape, dimensions))
                + ", and there are "
                + length
                + " numbers.");
      }
      return new TensorRequest(
          id, name, (int) shape[0], (int) shape[1], Arrays.copyOf(data, length));
    }
  }
}
