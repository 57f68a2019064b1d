package io.parcook.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExternalDataTest {

  private static final TensorProto LISTED =
      TensorProto.newBuilder()
          .setName("away")
          .addExternalData(StringStringEntryProto.newBuilder().setKey("location").setValue("w"))
          .build();
  private static final TensorProto MARKED =
      TensorProto.newBuilder()
          .setName("away")
          .setDataLocation(TensorProto.DataLocation.EXTERNAL)
          .build();

  @Test
  void aTensorOutsideIsFoundWhereverTheFormatHasRoomForOne() throws InvalidProtocolBufferException {
    List<List<FieldDescriptor>> places = new ArrayList<>();
    placesIn(ModelProto.getDescriptor(), List.of(), new HashSet<>(), places);
    assertThat(places).as("places where a tensor may sit").hasSizeGreaterThan(30);
    for (List<FieldDescriptor> place : places) {
      assertThat(ExternalData.in(model(place, LISTED))).as(place.toString()).contains("away");
      assertThat(ExternalData.in(model(place, MARKED))).as(place.toString()).contains("away");
      assertThat(ExternalData.in(model(place, TensorProto.newBuilder().setName("here").build())))
          .as(place.toString())
          .isEmpty();
    }
  }

  /// Every way from a message to a tensor that takes no field twice.
  private static void placesIn(
      Descriptor type,
      List<FieldDescriptor> way,
      Set<FieldDescriptor> taken,
      List<List<FieldDescriptor>> places) {
    for (FieldDescriptor field : type.getFields()) {
      if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE || !taken.add(field)) {
        continue;
      }
      List<FieldDescriptor> longer = new ArrayList<>(way);
      longer.add(field);
      if (field.getMessageType().equals(TensorProto.getDescriptor())) {
        places.add(longer);
      } else {
        placesIn(field.getMessageType(), longer, taken, places);
      }
      taken.remove(field);
    }
  }

  private static ModelProto model(List<FieldDescriptor> place, TensorProto tensor)
      throws InvalidProtocolBufferException {
    Message inner = tensor;
    for (FieldDescriptor field : place.reversed()) {
      var outer = DynamicMessage.newBuilder(field.getContainingType());
      if (field.isRepeated()) {
        outer.addRepeatedField(field, inner);
      } else {
        outer.setField(field, inner);
      }
      inner = outer.build();
    }
    return ModelProto.parseFrom(inner.toByteString());
  }
}
