/// The road of a model from the cloud into this store: ask what is current, fetch what is new,
/// verify, admit, and let it serve when it is this store's turn.
///
/// [Fetching][io.parcook.sync.fetch.Fetching] goes the road once, as far as it leads now, and says
/// in a [Round][io.parcook.sync.fetch.Round] how far that was, and
/// [Rhythm][io.parcook.sync.fetch.Rhythm] when to go again. Whatever happens on it, what serves
/// goes on.
@org.jspecify.annotations.NullMarked
package io.parcook.sync.fetch;
