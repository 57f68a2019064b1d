import { LitElement, html, nothing } from 'lit';
import { frame } from './frame-styles.js';
import { after, before } from './icons.js';
import './item-tile.js';
import { styles } from './kitchen-screen-styles.js';
import { inWords, say } from './messages.js';
import { reloadWhenReplaced } from './page-version.js';
import { readingOf } from './reading.js';
import { SteadyOrder } from './steady-order.js';
import { StoreClock } from './store-clock.js';
import { StoreStream } from './store-stream.js';
import { oppositeTheme, showTheme, theme } from './theme.js';

const HOUR = 3_600_000;

/** The service beats every second; after three without a beat the screen says so. */
const SILENT = 3_000;

/** The service makes a forecast anew each minute even when nothing sells; this old is said aloud. */
const OLD = 10 * 60_000;

/** A page that nobody touches goes back to the first, where the biggest items are. */
const BACK_TO_FIRST = 60_000;

const portrait = matchMedia('(orientation: portrait)');
const calm = matchMedia('(prefers-reduced-motion: reduce)');

/**
 * The page at `/forecast`, and at `/` where there is no menu: what each item will sell in the next
 * hour, beside what is usual, who says so and how old it is. It keeps the last forecast only, and
 * the last numbers stay when the service goes.
 */
class KitchenScreen extends LitElement {
  static styles = [frame, styles];

  #clock = new StoreClock();
  #order = new SteadyOrder();
  #stream = new StoreStream('/api/v1/forecasts/stream', () => this.#opened(), {
    beat: ({ now }) => this.#clock.beat(Date.parse(now)),
    forecast: (forecast) => this.#show(forecast),
  });
  #forecast;
  #readings = [];
  #page = 0;
  #touchedAt = 0;
  #connected = false;
  #wasSilent = false;
  #spoken = '';
  #ticking;
  #onKey = (event) => this.#key(event);
  #onTurn = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    document.title = say('kitchen');
    this.#stream.open();
    this.#ticking = setInterval(() => this.#tick(), 1000);
    addEventListener('keydown', this.#onKey);
    portrait.addEventListener('change', this.#onTurn);
  }

  disconnectedCallback() {
    clearInterval(this.#ticking);
    removeEventListener('keydown', this.#onKey);
    portrait.removeEventListener('change', this.#onTurn);
    this.#stream.close();
    super.disconnectedCallback();
  }

  get #silent() {
    return this.#stream.silence >= SILENT;
  }

  get #perPage() {
    return portrait.matches ? 6 : 8;
  }

  get #pages() {
    return Math.max(1, Math.ceil(this.#readings.length / this.#perPage));
  }

  get #shown() {
    const from = this.#page * this.#perPage;
    return this.#readings.slice(from, from + this.#perPage);
  }

  get #usualReason() {
    const source = this.#forecast?.source;
    return source?.kind === 'usual' ? source.reason : undefined;
  }

  async #opened() {
    this.#connected = true;
    try {
      const store = await (await fetch('/api/v1/store')).json();
      this.#clock.zone = store.zone;
      this.#clock.speed = store.clockSpeed;
      await reloadWhenReplaced();
    } catch {
      // The forecast carries store and zone as well; the next opening asks again.
    }
  }

  #show(forecast) {
    this.#clock.zone = forecast.zone;
    this.#forecast = forecast;
    this.#rearrange(forecast.items.map(readingOf));
  }

  #rearrange(readings) {
    const before = this.#places();
    this.#readings = this.#order.arrange(readings, performance.now());
    this.#page = Math.min(this.#page, this.#pages - 1);
    this.requestUpdate();
    if (!calm.matches) this.updateComplete.then(() => this.#glideFrom(before));
  }

  #tiles() {
    return [...this.renderRoot.querySelectorAll('item-tile')];
  }

  #places() {
    return new Map(this.#tiles().map((tile) => [tile.reading.name, tile.getBoundingClientRect()]));
  }

  /** Tiles that changed their place glide there, so that the eye can follow. */
  #glideFrom(before) {
    for (const tile of this.#tiles()) {
      const from = before.get(tile.reading.name);
      const to = tile.getBoundingClientRect();
      if (!from || (from.x === to.x && from.y === to.y)) continue;
      const shift = `translate(${from.x - to.x}px, ${from.y - to.y}px)`;
      tile.animate([{ transform: shift }, { transform: 'none' }], { duration: 900, easing: 'ease' });
    }
  }

  #tick() {
    this.#stream.check();
    if (this.#page > 0 && performance.now() - this.#touchedAt > BACK_TO_FIRST) this.#turnTo(0);
    this.requestUpdate();
  }

  #turnTo(page) {
    this.#page = Math.min(Math.max(page, 0), this.#pages - 1);
    this.#touchedAt = performance.now();
    this.#spoken = say('page', { n: this.#page + 1, of: this.#pages });
    this.requestUpdate();
  }

  #key(event) {
    const by = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[event.key];
    if (by) this.#turnTo(this.#page + by);
    else if (event.key === 'Home') this.#turnTo(0);
    else if (event.key === 'End') this.#turnTo(this.#pages - 1);
  }

  /** Said to a screen reader only when it changes: the source, the silence, its end. */
  #announce() {
    const silent = this.#silent;
    if (silent !== this.#wasSilent) {
      this.#wasSilent = silent;
      this.#spoken = silent ? say('forecast.silent', { age: inWords(SILENT, 'span') }) : say('back');
    }
  }

  willUpdate() {
    this.#announce();
  }

  render() {
    return html`
      ${this.#header()} ${this.#source()}
      <main>${this.#forecast ? this.#items() : this.#waiting()}</main>
      ${this.#footer()}
      <p class="unseen" role="status" aria-live="polite">${this.#spoken}</p>
    `;
  }

  #header() {
    const { now } = this.#clock;
    const from = this.#silent && this.#forecast ? Date.parse(this.#forecast.origin) : now;
    return html`<header>
      <h1>${this.#forecast?.store ?? say('kitchen')}</h1>
      ${this.#forecast
        ? html`<p class="window">
            ${say('nextHour', {
              from: this.#clock.time(from),
              to: this.#clock.time(from + HOUR),
            })}
          </p>`
        : nothing}
      ${this.#clock.set ? html`<p class="clock">${this.#clock.time(now)}</p>` : nothing}
    </header>`;
  }

  #source() {
    if (!this.#forecast) return nothing;
    const age = this.#clock.ageOf(Date.parse(this.#forecast.madeAt));
    const ago = inWords(age, 'ago');
    const reason = this.#usualReason;
    if (reason !== undefined) {
      return html`<p class="source loud">
        <b>${say('usualLoud')} <small>${reason}</small></b><span>${ago}</span>
      </p>`;
    }
    if (age > OLD) return html`<p class="source loud"><b>${say('oldForecast', { age: ago })}</b></p>`;
    return html`<p class="source">
      <b>${say('forecastBy', { version: this.#forecast.source.version })}</b><span>${say('made', { age: ago })}</span>
    </p>`;
  }

  #items() {
    if (this.#readings.length === 0) return html`<p class="waiting">${say('noItems')}</p>`;
    const hours = Math.round((this.#forecast.steps * minutesOf(this.#forecast.interval)) / 60);
    return html`<ul>
      ${this.#shown.map(
        (reading) => html`<li>
          <item-tile
            .reading=${reading}
            .hours=${hours}
            .usualLevel=${this.#usualReason !== undefined}
          ></item-tile>
        </li>`,
      )}
    </ul>`;
  }

  #waiting() {
    const heard = this.#connected && !this.#silent;
    return html`<p class="waiting">
      ${say(heard ? 'waitingForForecast' : 'waitingForService')}
    </p>`;
  }

  #footer() {
    return html`<footer class=${this.#silent ? 'silent' : nothing}>
      <p class="state">${this.#silent ? this.#silence() : this.#live()}</p>
      ${this.#pages > 1 ? this.#pager() : nothing}
      <button
        aria-label=${say(oppositeTheme() === 'light' ? 'lighter' : 'darker')}
        @click=${() => {
          showTheme(oppositeTheme());
          this.requestUpdate();
        }}
      >
        ${theme() === 'dark' ? '☀' : '☾'}
      </button>
    </footer>`;
  }

  #silence() {
    const age = inWords(this.#stream.silence, 'span');
    return say(this.#forecast ? 'forecast.silent' : 'silentWithout', { age });
  }

  #live() {
    const farOff = this.#readings
      .filter((reading) => reading.standsOut && !this.#shown.includes(reading))
      .slice(0, 2)
      .map(({ title, difference }) =>
        difference > 0
          ? `▲ ${title} ${say('more.short', { n: difference })}`
          : `▼ ${title} ${say('less.short', { n: -difference })}`,
      );
    if (farOff.length > 0 && this.#usualReason === undefined) {
      return `${say('elsewhere')} ${farOff.join('   ')}`;
    }
    if (this.#forecast) return say('legend');
    return this.#connected ? say('live') : nothing;
  }

  #pager() {
    return html`<nav>
      <button
        class="turn"
        aria-label=${say('previous')}
        ?disabled=${this.#page === 0}
        @click=${() => this.#turnTo(this.#page - 1)}
      >
        ${before}
      </button>
      <p aria-label=${say('page', { n: this.#page + 1, of: this.#pages })}>
        ${say('page.short', { n: this.#page + 1, of: this.#pages })}
      </p>
      <button
        class="turn"
        aria-label=${say('next')}
        ?disabled=${this.#page === this.#pages - 1}
        @click=${() => this.#turnTo(this.#page + 1)}
      >
        ${after}
      </button>
    </nav>`;
  }
}

/** The minutes of an ISO-8601 duration of hours and minutes, such as PT15M. */
function minutesOf(duration) {
  const [, hours = 0, minutes = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(duration) ?? [];
  return Number(hours) * 60 + Number(minutes);
}

customElements.define('kitchen-screen', KitchenScreen);
