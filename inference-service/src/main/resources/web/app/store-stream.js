/** A stream that is open and says nothing for this long is taken for dead and opened anew. */
const DEAD = 10_000;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 8_000;

/**
 * What the store's service says at `path`, for as long as the page is open. Every event is whole,
 * so a broken stream resumes by being opened again; nothing is kept in between. The browser's own
 * retry is not used: it gives up for good on the first refusal, and it never notices a connection
 * that is open but dead.
 */
export class StoreStream {
  #path;
  #said;
  #opened;
  #source;
  #retry;
  #attempt = 0;
  #openedAt = 0;
  #heardAt = performance.now();

  /**
   * `opened()` is called at each opening; `said` has one function for each of the stream's events,
   * which takes its data, such as `beat({ now })`.
   */
  constructor(path, opened, said) {
    this.#path = path;
    this.#opened = opened;
    this.#said = said;
  }

  /** Milliseconds since the service was last heard, or since the page opened. */
  get silence() {
    return performance.now() - this.#heardAt;
  }

  open() {
    const source = new EventSource(this.#path);
    this.#source = source;
    this.#openedAt = performance.now();
    source.onopen = () => this.#opened();
    source.onerror = () => this.again();
    for (const [event, listen] of Object.entries(this.#said)) {
      source.addEventListener(event, ({ data }) => {
        listen(JSON.parse(data));
        this.#heardAt = performance.now();
        this.#attempt = 0;
      });
    }
  }

  /** To be called about once a second: gives up on a connection that has gone dead. */
  check() {
    const quiet = Math.min(this.silence, performance.now() - this.#openedAt);
    if (this.#source && quiet > DEAD) this.again();
  }

  close() {
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = undefined;
  }

  /** Opens the stream anew after a pause that grows with each time that nothing came. */
  again() {
    this.close();
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.#attempt++);
    this.#retry = setTimeout(() => this.open(), pause * (0.8 + 0.4 * Math.random()));
  }
}
