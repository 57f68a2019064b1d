package io.parcook.pipeline.feature;

/// What a feature means, in the words of `docs/features.md`.
///
/// @param name as a model's card names it
/// @param formula how it is computed; the letters are explained in `docs/features.md`
/// @param range the values it can take, and their unit if they have one
/// @param missing what it is where the data for it is missing
public record Definition(String name, String formula, String range, String missing) {}
