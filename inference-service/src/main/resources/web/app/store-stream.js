const STREAM = '/api/v1/forecasts/stream';

/** A stream that is open and says nothing for this long is taken for dead and opened anew. */
const DEAD = 10_000;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 8_000;

/**
 * What the store's service says, for as long as the page is open: `forecast` and `beat`. Every
 * forecast is whole, so a broken stream resumes by being opened again; nothing is kept in between.
 * The browser's own retry is not used: it gives up for good on the first refusal, and it never
 * notices a connection that is open but dead.
 */
export class StoreStream {
  #said;
  #source;
  #retry;
  #attempt = 0;
  #openedAt = 0;
  #heardAt = performance.now();

  /** `said` has one function each: `opened()`, `forecast(it)`, `beat(now)`. */
  constructor(said) {
    this.#said = said;
  }

  /** Milliseconds since the service was last heard, or since the page opened. */
  get silence() {
    return performance.now() - this.#heardAt;
  }

  open() {
    const source = new EventSource(STREAM);
    this.#source = source;
    this.#openedAt = performance.now();
    source.onopen = () => this.#said.opened();
    source.onerror = () => this.#again();
    source.addEventListener('beat', (event) => {
      this.#said.beat(Date.parse(JSON.parse(event.data).now));
      this.#heard();
    });
    source.addEventListener('forecast', (event) => {
      this.#said.forecast(JSON.parse(event.data));
      this.#heard();
    });
  }

  /** To be called about once a second: gives up on a connection that has gone dead. */
  check() {
    const quiet = Math.min(this.silence, performance.now() - this.#openedAt);
    if (this.#source && quiet > DEAD) this.#again();
  }

  close() {
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = undefined;
  }

  #heard() {
    this.#heardAt = performance.now();
    this.#attempt = 0;
  }

  #again() {
    this.close();
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.#attempt++);
    this.#retry = setTimeout(() => this.open(), pause * (0.8 + 0.4 * Math.random()));
  }
}
