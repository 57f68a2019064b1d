/** The one step that a batch takes next when it is bumped, by its state. */
const next = { DUE: 'started', COOKING: 'ready', READY: 'undone' };

const instant = (millis) => new Date(millis).toISOString();

/** The bump that takes `batch` one step on, or with `step` that step, made at `now`. */
export function bumpOf(batch, now, by, step = next[batch.state]) {
  return { id: batch.id, step, from: batch.state, at: instant(now), by };
}

/** What a batch looks like after a bump; a bump that does not apply to it any more changes nothing. */
export function afterStep(batch, { step, from, at }) {
  if (batch.state !== from) return batch;
  if (step === 'started') {
    const cooks = Date.parse(batch.ready) - Date.parse(batch.start);
    return { ...batch, state: 'COOKING', start: at, ready: instant(Date.parse(at) + cooks) };
  }
  if (step === 'ready') return { ...batch, state: 'READY', ready: at };
  if (step === 'undone') return { ...batch, state: from === 'READY' ? 'COOKING' : 'DUE' };
  return batch;
}
