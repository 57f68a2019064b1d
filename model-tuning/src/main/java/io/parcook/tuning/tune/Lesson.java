package io.parcook.tuning.tune;

import io.parcook.models.adapter.Adapter;
import io.parcook.models.onnx.OnnxGraph;

/// What was learned from some of a night's rows.
///
/// @param adapter without scores
/// @param tuned the base with it
/// @param moved the furthest that an initializer moved, as a share of its length
/// @param parity largest difference between ONNX Runtime and the tuner
record Lesson(Adapter adapter, OnnxGraph tuned, double moved, double parity) {}
