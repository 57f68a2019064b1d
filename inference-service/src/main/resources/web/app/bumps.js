import { afterStep } from './batch.js';

/** A bump is tried again for as long as it takes, with pauses that grow to this. */
const LONGEST_PAUSE = 8_000;
const FIRST_PAUSE = 500;
const TIMEOUT = 4_000;

/** More than a station bumps in an hour without the service; the next one is refused aloud. */
const MOST = 200;

/** An answered bump is shown for this long at most before the plan itself has to show it. */
const ANSWERED = 3_000;

/**
 * The cooks' bumps on their way to the service. A bump is shown at once, kept on this screen's disk
 * until the service has answered it, and sent again until then, in the order in which they were
 * made: every step names the batch and the state that it leaves, so that one that arrives twice
 * does nothing twice. What the service refuses is taken back and said.
 */
export class Bumps {
  #key = `parcook.bumps${location.pathname}`;
  #changed;
  #refused;
  #waiting = JSON.parse(localStorage.getItem(this.#key) ?? '[]');
  #sending = false;
  #attempt = 0;
  #pause;

  /** `changed()` after each change of what is shown; `refused(bump, why)` with the service's words. */
  constructor(changed, refused) {
    this.#changed = changed;
    this.#refused = refused;
  }

  /** Bumps that the service has not answered yet. */
  get unsent() {
    return this.#waiting.filter((bump) => bump.answered === undefined).length;
  }

  /** False where there is no room for one more: nothing was kept, and the cook must be told. */
  add(bump) {
    if (this.unsent >= MOST) return false;
    this.#waiting.push(bump);
    this.#keep();
    this.send();
    return true;
  }

  /** The service's batches with the bumps that it does not know of yet. */
  shownOn(batches) {
    return batches.map((batch) =>
      this.#waiting.filter(({ id }) => id === batch.id).reduce(afterStep, batch),
    );
  }

  /** A plan came: what it knows of is not shown twice. */
  planned(revision) {
    const before = this.#waiting.length;
    this.#waiting = this.#waiting.filter(({ answered }) => !(answered <= revision));
    if (this.#waiting.length !== before) this.#keep();
  }

  /** Sends what waits, now: the service has just been heard. */
  wake() {
    this.#attempt = 0;
    clearTimeout(this.#pause);
    this.send();
  }

  close() {
    clearTimeout(this.#pause);
  }

  async send() {
    if (this.#sending) return;
    this.#sending = true;
    try {
      for (let bump = this.#next(); bump; bump = this.#next()) {
        await this.#post(bump);
        this.#attempt = 0;
      }
    } catch {
      const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.#attempt++);
      clearTimeout(this.#pause);
      this.#pause = setTimeout(() => this.send(), pause);
    } finally {
      this.#sending = false;
    }
  }

  #next() {
    return this.#waiting.find(({ answered }) => answered === undefined);
  }

  /** Throws where it is worth trying again: nobody answered, or the service could not. */
  async #post({ id, step, from, at, by }) {
    const response = await fetch(`/api/v1/plan/${encodeURIComponent(id)}/${step}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ at, by, from }),
      signal: AbortSignal.timeout(TIMEOUT),
    });
    if (response.status >= 500 || response.status === 429) throw new Error(response.statusText);
    const bump = this.#next();
    if (response.ok) {
      bump.answered = (await response.json()).revision;
      setTimeout(() => this.#drop(bump), ANSWERED);
      this.#keep();
    } else {
      const problem = await response.json().catch(() => ({}));
      this.#drop(bump);
      this.#refused(bump, problem.detail ?? problem.title ?? response.statusText);
    }
  }

  #drop(bump) {
    this.#waiting = this.#waiting.filter((waiting) => waiting !== bump);
    this.#keep();
  }

  #keep() {
    const unsent = this.#waiting.filter(({ answered }) => answered === undefined);
    if (unsent.length > 0) localStorage.setItem(this.#key, JSON.stringify(unsent));
    else localStorage.removeItem(this.#key);
    this.#changed();
  }
}
