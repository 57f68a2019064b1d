/** Whether the cloud is there and the sensors speak changes slowly, and the kitchen waits for neither. */
const EVERY = 10_000;

/** What the store says of itself: its name, its tills and sensors, and its line to the cloud. */
export class StoreNews {
  #host;
  #asking;
  store = {};

  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected() {
    this.#asking = setInterval(() => this.ask(), EVERY);
    this.ask();
  }

  hostDisconnected() {
    clearInterval(this.#asking);
  }

  /** What was known stays when nobody answers: the screen says that the service is silent. */
  async ask() {
    try {
      const response = await fetch('/api/v1/store', { signal: AbortSignal.timeout(EVERY / 2) });
      if (!response.ok) return;
      this.store = await response.json();
      this.#host.requestUpdate();
    } catch {
      // The next time.
    }
  }

  get cloudAway() {
    return this.store.cloud?.state === 'OFFLINE' ? this.store.cloud : undefined;
  }
}
