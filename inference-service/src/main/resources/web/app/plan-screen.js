import { LitElement, html, nothing } from 'lit';
import { actionOf } from './bump-keys.js';
import { frame } from './frame-styles.js';
import { after, before } from './icons.js';
import { inWords, say } from './messages.js';
import { PlanLink } from './plan-link.js';
import { basisWords } from './plan-words.js';

/** What a bump's refusal or a withdrawn batch is told for. */
const TOLD = 12_000;

/** A bump is on its way for this long before the screen says that it waits. */
const SLOW = 1_500;

/** A page that nobody touches goes back to the first. */
const BACK_TO_FIRST = 60_000;

/**
 * What every screen of the plan has in common: a head with the clock, a line that says what the
 * plan rests on, a foot with news and buttons, keys, and pages for what does not fit. A screen gives
 * `heading`, `work()`, `pages`, and `more` (how many lines stand on later pages).
 */
export class PlanScreen extends LitElement {
  static styles = [frame];

  link;
  page = 0;
  #notice;
  #noticeUntil = 0;
  #pageTouchedAt = 0;
  #unsentSince;
  #spoken = '';
  #wasSilent = false;
  #onKey = (event) => this.#key(event);

  /** `by` names this screen to the service. */
  constructor(by) {
    super();
    this.link = new PlanLink(this, by);
  }

  connectedCallback() {
    super.connectedCallback();
    document.title = this.heading;
    addEventListener('keydown', this.#onKey);
  }

  disconnectedCallback() {
    removeEventListener('keydown', this.#onKey);
    super.disconnectedCallback();
  }

  get pages() {
    return 1;
  }

  get more() {
    return 0;
  }

  /** Buttons of this screen in the foot. */
  tools() {
    return nothing;
  }

  /** What this screen has to say when all is well. */
  news() {
    return nothing;
  }

  /** What a bump key does here; true where it did something. */
  act(_action) {
    return false;
  }

  /** The service would not have a bump. */
  refused(bump, why) {
    this.notice(say('refused', { why }));
  }

  notice(text) {
    this.#notice = text;
    this.#noticeUntil = performance.now() + TOLD;
    this.#spoken = text;
    this.requestUpdate();
  }

  turnTo(page) {
    this.page = Math.min(Math.max(page, 0), this.pages - 1);
    this.#pageTouchedAt = performance.now();
    this.#spoken = say('page', { n: this.page + 1, of: this.pages });
    this.requestUpdate();
  }

  #key(event) {
    if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    const action = actionOf(event);
    if (!action) return;
    if (action === 'next') this.turnTo(this.page + 1 < this.pages ? this.page + 1 : 0);
    else if (action === 'previous') this.turnTo(this.page - 1);
    else if (!this.act(action)) return;
    event.preventDefault();
  }

  willUpdate() {
    const now = performance.now();
    if (this.page > 0 && now - this.#pageTouchedAt > BACK_TO_FIRST) this.page = 0;
    this.page = Math.min(this.page, this.pages - 1);
    this.#unsentSince = this.link.unsent > 0 ? (this.#unsentSince ?? now) : undefined;
    const { silent } = this.link;
    if (silent !== this.#wasSilent) this.#spoken = silent ? say('silence') : say('back');
    this.#wasSilent = silent;
  }

  render() {
    return html`
      ${this.#header()} ${this.#basis()}
      <main>${this.link.plan ? this.work() : this.#waiting()}</main>
      ${this.#footer()}
      <p class="unseen" role="status" aria-live="polite">${this.#spoken}</p>
    `;
  }

  #header() {
    const { clock } = this.link;
    return html`<header>
      <h1>${this.heading}</h1>
      ${this.aside()}
      ${clock.set ? html`<p class="clock">${clock.time(clock.now)}</p>` : nothing}
    </header>`;
  }

  /** What stands between the name and the clock: how busy the door is. */
  aside() {
    const door = this.link.plan?.door;
    return door ? html`<p class="window">${say('door', door)}</p>` : nothing;
  }

  /** What the plan rests on; a plan without a forecast says so in black and yellow. */
  #basis() {
    const { plan, clock } = this.link;
    if (!plan) return nothing;
    const ago = inWords(clock.ageOf(this.link.madeAt), 'ago');
    const loud = plan.basis !== 'MODEL';
    return html`<p class=${loud ? 'source loud' : 'source'}>
      <b>${say(`basis.${plan.basis}`)}${loud ? html` <small>${basisWords(plan)}</small>` : nothing}</b>
      ${this.#cloud() ?? html`<span>${say('made', { age: ago })}</span>`}
    </p>`;
  }

  #cloud() {
    const cloud = this.link.news.cloudAway;
    if (!cloud) return undefined;
    const since = this.link.clock.time(Date.parse(cloud.since));
    return html`<span class="cloud">${say('cloudAway', { since, n: cloud.waiting })}</span>`;
  }

  #waiting() {
    return html`<p class="waiting">
      ${say(this.link.silent ? 'waitingForService' : 'waitingForPlan')}
    </p>`;
  }

  #footer() {
    return html`<footer class=${this.link.silent ? 'silent' : nothing}>
      <p class="state">${this.#state()}</p>
      ${this.tools()} ${this.pages > 1 ? this.#pager() : nothing}
      <button class="menu" aria-label=${say('screens')} @click=${() => location.assign('/screens')}>
        <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M3 5h18v3H3zm0 6h18v3H3zm0 6h18v3H3z" /></svg>
      </button>
    </footer>`;
  }

  /** One thing at a time: what the cook must know first. */
  #state() {
    const now = performance.now();
    if (this.link.silent) return this.#silence();
    if (now < this.#noticeUntil) return html`<strong>${this.#notice}</strong>`;
    if (now - this.#unsentSince > SLOW) return say('unsent', { n: this.link.unsent });
    return this.news();
  }

  #silence() {
    const age = inWords(this.link.silence, 'span');
    const { clock, plan, unsent } = this.link;
    if (!plan) return say('silentWithout', { age });
    const silent = say('silent', { age, at: clock.time(this.link.madeAt) });
    return unsent > 0 ? `${silent} ${say('unsent', { n: unsent })}` : silent;
  }

  #pager() {
    return html`<nav>
      <button
        class="turn"
        aria-label=${say('previous')}
        ?disabled=${this.page === 0}
        @click=${() => this.turnTo(this.page - 1)}
      >
        ${before}
      </button>
      <p>${this.more > 0 ? say('more.lines', { n: this.more }) : say('page.short', { n: this.page + 1, of: this.pages })}</p>
      <button
        class="turn"
        aria-label=${say('next')}
        ?disabled=${this.page === this.pages - 1}
        @click=${() => this.turnTo(this.page + 1)}
      >
        ${after}
      </button>
    </nav>`;
  }
}
