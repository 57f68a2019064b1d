package io.parcook.pipeline.event;

/// The identity of an event: CloudEvents says that `source` and `id` together are unique. A second
/// event with the same identity is a repeat and changes nothing.
///
/// @param source who produced the event, a URI reference such as `/store/17/till/2`
/// @param id unique within the source
public record EventId(String source, String id) {}
