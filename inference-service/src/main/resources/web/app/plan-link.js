import { Bumps } from './bumps.js';
import { reloadWhenReplaced } from './page-version.js';
import { StoreClock } from './store-clock.js';
import { StoreNews } from './store-news.js';
import { StoreStream } from './store-stream.js';

/** The service beats every second; after three without a beat the screen says so. */
const SILENT = 3_000;

/**
 * A screen's line to the kitchen's plan: the last plan with this screen's own bumps on it, the
 * store's clock, and whether the service is heard. The last plan stays when the service goes.
 */
export class PlanLink {
  #host;
  #by;
  #plan;
  #behind = false;
  #ticking;
  #bumps = new Bumps(
    () => this.#show(),
    (bump, why) => this.#host.refused(bump, why),
  );
  #stream = new StoreStream('/api/v1/plan/stream', () => this.#opened(), {
    beat: (beat) => this.#beat(beat),
    plan: (plan) => this.take(plan),
  });

  clock = new StoreClock();
  news;

  /** The plan as it is shown; undefined before the first one. */
  plan;

  /** `by` names this screen to the service, such as `screen-fry`. */
  constructor(host, by) {
    this.#host = host;
    this.#by = by;
    this.news = new StoreNews(host);
    host.addController(this);
  }

  hostConnected() {
    this.#stream.open();
    this.#bumps.send();
    this.#ticking = setInterval(() => {
      this.#stream.check();
      this.#host.requestUpdate();
    }, 1000);
  }

  hostDisconnected() {
    clearInterval(this.#ticking);
    this.#stream.close();
    this.#bumps.close();
  }

  get silent() {
    return this.#stream.silence >= SILENT;
  }

  get silence() {
    return this.#stream.silence;
  }

  get unsent() {
    return this.#bumps.unsent;
  }

  /** When the plan that is shown was made, by the store's clock. */
  get madeAt() {
    return Date.parse(this.#plan.at);
  }

  /** Bumps a batch one step on, or `step`; false where this screen can keep no more bumps. */
  bump(bumpOf, batch, step) {
    return this.#bumps.add(bumpOf(batch, this.clock.now, this.#by, step));
  }

  /** The service said how things stand; whatever was shown before is over. */
  take(plan) {
    this.clock.zone = plan.zone;
    if (!this.clock.set) this.clock.beat(Date.parse(plan.at));
    this.#plan = plan;
    this.#behind = false;
    this.#bumps.planned(plan.revision);
    this.#show();
  }

  #show() {
    if (!this.#plan) return;
    this.plan = { ...this.#plan, batches: this.#bumps.shownOn(this.#plan.batches) };
    this.#host.planned?.(this.plan);
    this.#host.requestUpdate();
  }

  async #opened() {
    this.#bumps.wake();
    try {
      await this.news.ask();
      this.clock.speed = this.news.store.clockSpeed ?? 1;
      await reloadWhenReplaced();
    } catch {
      // The next opening asks again.
    }
  }

  /** A beat names the newest plan: a screen that missed it twice over opens its stream anew. */
  #beat({ at, revision }) {
    this.clock.beat(Date.parse(at));
    const behind = this.#plan !== undefined && revision > this.#plan.revision;
    if (behind && this.#behind) this.#stream.again();
    this.#behind = behind && !this.#behind;
  }
}
