import { LitElement, css, html } from 'lit';
import { titleOf } from './item-title.js';
import { language, say } from './messages.js';
import { panel } from './panel-styles.js';
import { adjustmentWords } from './plan-words.js';
import { send } from './service-call.js';

const HOUR = 3_600_000;
const LENGTHS = [0.5, 1, 2, 4, 8].map((hours) => hours * HOUR);
const STEP = 5;
const LEAST = 50;
const MOST = 200;

const percents = new Intl.NumberFormat(language, { style: 'percent', signDisplay: 'exceptZero' });

/** The manager's word on the coming hours: busier or calmer, of what, and for how long. */
class DemandSlider extends LitElement {
  static properties = {
    plan: { attribute: false },
    clock: { attribute: false },
    factor: { state: true },
    busy: { state: true },
  };

  static styles = [
    panel,
    css`
      .panel {
        display: grid;
        gap: 0.75rem;
      }
      .row {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0.75rem;
      }
      .factor {
        grid-template-columns: auto minmax(0, 1fr) auto auto;
        align-items: center;
      }
      select {
        min-width: 0;
        padding: 0 0.75rem;
        text-overflow: ellipsis;
      }
      output {
        font-size: 3.25rem;
        font-weight: 800;
        text-align: center;
        font-variant-numeric: tabular-nums;
      }
      .set {
        border-color: transparent;
        background: var(--now);
        color: var(--now-text);
      }
      .set:disabled {
        border-color: var(--line);
        background: transparent;
        color: var(--quiet);
      }
      ul {
        max-height: 9.75rem;
        overflow-y: auto;
      }
      li {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 1rem;
        padding-top: 0.5rem;
      }
    `,
  ];

  #scope = 'all';
  #length = LENGTHS[1];

  constructor() {
    super();
    this.factor = 100;
  }

  render() {
    const { adjustments = [], stations, items } = this.plan;
    return html`<div class="panel">
      <h2>${say('slider')}</h2>
      <div class="row factor">
        <button aria-label=${say('slider.calmer')} @click=${() => this.#turn(-STEP)}>−</button>
        <output aria-live="polite">${percents.format((this.factor - 100) / 100)}</output>
        <button aria-label=${say('slider.busier')} @click=${() => this.#turn(STEP)}>+</button>
        <button class="set" ?disabled=${this.busy || this.factor === 100} @click=${() => this.#set()}>
          ${say('slider.apply')}
        </button>
      </div>
      <div class="row">
        <select
          aria-label=${say('slider.scope')}
          @change=${({ target }) => (this.#scope = target.value)}
        >
          <option value="all">${say('slider.all')}</option>
          ${stations.map((name) => html`<option value="station:${name}">${titleOf(name)}</option>`)}
          ${items.map(({ item }) => html`<option value="item:${item}">${titleOf(item)}</option>`)}
        </select>
        <select
          aria-label=${say('slider.until')}
          @change=${({ target }) => (this.#length = Number(target.value))}
        >
          ${LENGTHS.map(
            (length) =>
              html`<option value=${length} ?selected=${length === this.#length}>${spanOf(length)}</option>`,
          )}
        </select>
      </div>
      <ul>
        ${adjustments.map(
          (adjustment) => html`<li>
            <span>${this.#words(adjustment)}</span>
            <button aria-label=${`${say('slider.end')}: ${this.#words(adjustment)}`} @click=${() => this.#end(adjustment)}>✕</button>
          </li>`,
        )}
      </ul>
    </div>`;
  }

  #turn(by) {
    this.factor = Math.min(MOST, Math.max(LEAST, this.factor + by));
  }

  #words(adjustment) {
    return adjustmentWords(adjustment, (instant) => this.clock.time(Date.parse(instant)));
  }

  #set() {
    const [scope, name] = this.#scope.split(/:(.*)/s);
    const until = new Date(this.clock.now + this.#length).toISOString();
    const adjustment = { kind: 'slider', factor: this.factor / 100, until };
    if (scope !== 'all') adjustment[scope] = name;
    return this.#tell('POST', '/api/v1/plan/adjustments', adjustment);
  }

  #end({ id }) {
    return this.#tell('DELETE', `/api/v1/plan/adjustments/${encodeURIComponent(id)}`);
  }

  async #tell(method, path, body) {
    this.busy = true;
    const failure = await send(method, path, body);
    this.busy = false;
    if (!failure && method === 'POST') this.factor = 100;
    if (failure) this.dispatchEvent(new CustomEvent('failed', { detail: failure }));
  }
}

const spanOf = (length) =>
  length < HOUR
    ? say('span.minutes', { n: length / 60_000 })
    : say('span.hours', { n: length / HOUR });

customElements.define('demand-slider', DemandSlider);
