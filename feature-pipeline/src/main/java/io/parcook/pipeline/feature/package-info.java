/// Named features with one definition each, shared by training, backtest and serving.
@org.jspecify.annotations.NullMarked
package io.parcook.pipeline.feature;
