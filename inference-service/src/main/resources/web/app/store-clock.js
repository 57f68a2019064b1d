import { language } from './messages.js';

/**
 * The store's clock as the service tells it, carried on between two beats. A demonstration's clock
 * may run many times as fast as the wall's; ages on the screen are always in the reader's seconds.
 */
export class StoreClock {
  #set = false;
  #now = Date.now();
  #heardAt = performance.now();
  #speed = 1;
  #time = timeIn(undefined);

  /** The store's time now, in milliseconds since the epoch. */
  get now() {
    return this.#now + (performance.now() - this.#heardAt) * this.#speed;
  }

  /** False until the service has told the time: until then nothing here is the store's. */
  get set() {
    return this.#set;
  }

  set speed(speed) {
    const { now } = this;
    this.#now = now;
    this.#heardAt = performance.now();
    this.#speed = speed > 0 ? speed : 1;
  }

  set zone(zone) {
    this.#time = timeIn(zone);
  }

  /** The service said that it is `now` (milliseconds since the epoch). */
  beat(now) {
    this.#set = true;
    this.#now = now;
    this.#heardAt = performance.now();
  }

  /** Milliseconds of the reader's own time since the store's instant `then`. */
  ageOf(then) {
    return (this.now - then) / this.#speed;
  }

  /** Hours and minutes on the wall of the store; a dash for an instant that nobody knows. */
  time(instant) {
    return Number.isNaN(instant) ? '–' : this.#time.format(instant);
  }
}

const timeIn = (timeZone) =>
  new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hour12: false, timeZone });
