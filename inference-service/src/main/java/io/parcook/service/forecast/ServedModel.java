package io.parcook.service.forecast;

import io.parcook.models.card.InvalidCardException;
import io.parcook.models.card.ModelCard;
import io.parcook.models.forecast.Forecaster;
import io.parcook.models.forecast.OnnxForecaster;
import io.parcook.models.forecast.ProviderReport;
import io.parcook.models.forecast.SessionSettings;
import io.parcook.models.forecast.SlotMeanForecaster;
import io.parcook.models.forecast.UnusableModelException;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.models.onnx.UnacceptableGraphException;
import io.parcook.pipeline.feature.UnknownFeatureException;
import java.util.List;
import org.jboss.logging.Logger;

/// What serves forecasts: a model, or the usual level and the reason why no model does.
public sealed interface ServedModel {

  /// The levels of a forecast without a model.
  List<Double> DECILES = List.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9);

  Forecaster forecaster();

  /// A model that is open.
  record Open(OnnxForecaster forecaster, OnnxGraph graph, SessionSettings settings)
      implements ServedModel {

    public ModelCard card() {
      return forecaster.card();
    }

    public ProviderReport provider() {
      return forecaster.provider();
    }
  }

  /// No model.
  ///
  /// @param reason in words fit for the shift manager
  record Absent(Forecaster forecaster, String reason) implements ServedModel {}

  static ServedModel absent(String reason) {
    return new Absent(new SlotMeanForecaster(DECILES, reason), reason);
  }

  /// Opens a model; one that this store cannot use is absent, with the reason.
  static ServedModel open(OnnxGraph graph, SessionSettings settings) {
    try {
      return new Open(OnnxForecaster.open(graph, settings), graph, settings);
    } catch (InvalidCardException
        | UnacceptableGraphException
        | UnknownFeatureException
        | UnusableModelException unusable) {
      Logger.getLogger(ServedModel.class)
          .errorf("The model does not serve, the usual level does: %s", unusable.getMessage());
      return absent("The model cannot be used: " + unusable.getMessage());
    }
  }
}
