/** Nothing changes its place more often than this, so that an item is found where it was. */
const REST = 5 * 60_000;

/** To pass the item above it, an item must be this much bigger: a near tie stays as it is. */
const clearlyBigger = (one, other) => one.weight > other.weight * 1.25 + 1;

/**
 * The order of the items: the biggest hour first, by what is expected or what is usual, whichever
 * is more, so that an item that is unusually quiet stays in sight and says so. New items join at
 * the end; the whole is sorted again only after a rest, and only where the difference is clear.
 */
export class SteadyOrder {
  #names = [];
  #sortedAt = -Infinity;

  /** The readings in their places; `at` is a monotonic time in milliseconds. */
  arrange(readings, at) {
    const byName = new Map(readings.map((reading) => [reading.name, reading]));
    const first = this.#names.length === 0;
    const kept = this.#names.map((name) => byName.get(name)).filter(Boolean);
    for (const reading of kept) byName.delete(reading.name);
    const joined = [...byName.values()].sort((a, b) => b.weight - a.weight);
    const arranged = [...kept, ...joined];
    if (first || at - this.#sortedAt >= REST) {
      riseWhereClear(arranged);
      this.#sortedAt = at;
    }
    this.#names = arranged.map((reading) => reading.name);
    return arranged;
  }
}

/** Insertion sort that lets an item pass another only where it is clearly bigger. */
function riseWhereClear(readings) {
  for (let i = 1; i < readings.length; i++) {
    const rising = readings[i];
    let place = i;
    while (place > 0 && clearlyBigger(rising, readings[place - 1])) {
      readings[place] = readings[place - 1];
      place--;
    }
    readings[place] = rising;
  }
}
