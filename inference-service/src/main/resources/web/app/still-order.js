/** After a touch nothing moves for this long: the next one hits what was aimed at. */
const STILL = 2_500;

/** A line that has just moved takes no touch: it was meant for what stood there. */
const SETTLING = 400;

/**
 * The places of batches on a screen. While a cook is bumping, each stays where it is, one that has
 * left keeps its place empty, and new ones join at the end; a moment later the list closes up.
 */
export class StillOrder {
  #lines = [];
  #touchedAt = -Infinity;
  #movedAt = -Infinity;

  /** Batches in the order that is wanted become lines `{ batch, gone }`; `at` is monotonic. */
  arrange(wanted, at) {
    const before = this.#lines.map(({ batch }) => batch.id);
    this.#lines =
      at - this.#touchedAt < STILL
        ? this.#kept(wanted)
        : wanted.map((batch) => ({ batch, gone: false }));
    const moved = this.#lines.some(
      ({ batch }, place) => before.includes(batch.id) && before[place] !== batch.id,
    );
    if (moved) this.#movedAt = at;
    return this.#lines;
  }

  /** A touch at `at`; false where the line had just moved, and the touch must do nothing. */
  touch(at) {
    if (at - this.#movedAt < SETTLING) return false;
    this.#touchedAt = at;
    return true;
  }

  #kept(wanted) {
    const byId = new Map(wanted.map((batch) => [batch.id, batch]));
    const kept = this.#lines.map(({ batch }) => {
      const now = byId.get(batch.id);
      byId.delete(batch.id);
      return now ? { batch: now, gone: false } : { batch, gone: true };
    });
    return [...kept, ...[...byId.values()].map((batch) => ({ batch, gone: false }))];
  }
}
