import { LitElement, css, html, nothing } from 'lit';
import './day-chart.js';
import { most, soFar, soldIntervals } from './day-figures.js';
import { titleOf } from './item-title.js';
import { language, say, written } from './messages.js';
import { panel } from './panel-styles.js';

const FRAME = 250;

const costs = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

const percent = (share) => Math.round(100 * share);

/** One day of the store: its figures up to a time of the day, its chart, and its replay. */
class DayView extends LitElement {
  static properties = {
    day: { attribute: false },
    time: { attribute: false },
    until: { state: true },
    playing: { state: true },
  };

  static styles = [
    panel,
    css`
      :host {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr) auto;
        gap: 1rem;
        min-height: 0;
      }
      .figures {
        display: grid;
        grid-template-columns: repeat(4, minmax(0, 1fr));
        gap: 1rem;
      }
      .chart {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        gap: 0.5rem;
        min-height: 0;
      }
      .legend {
        display: flex;
        gap: 2.5rem;
        color: var(--quiet);
        font-size: 1.9rem;
      }
      .legend span {
        display: flex;
        align-items: center;
        gap: 0.75rem;
      }
      .legend i {
        width: 2.5rem;
        height: 1.4rem;
        background: var(--band);
      }
      .legend .sold {
        width: 0.8rem;
        background: var(--text);
      }
      .legend .likely {
        height: 0.4rem;
        background: var(--more);
      }
      .legend .usual {
        height: 0.4rem;
        background: repeating-linear-gradient(90deg, var(--less) 0 0.4rem, transparent 0 1rem);
      }
      .replay {
        display: flex;
        align-items: center;
        gap: 1.5rem;
      }
      input {
        flex: 1;
        height: 4.5rem;
        accent-color: var(--more);
        direction: ltr;
      }
      output {
        min-width: 9rem;
        font-size: 2.75rem;
        font-weight: 800;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  #playing;

  disconnectedCallback() {
    this.#stop();
    super.disconnectedCallback();
  }

  willUpdate(changed) {
    const before = changed.get('day');
    if (!changed.has('day')) return;
    const end = soldIntervals(this.day);
    const atEnd = before && this.until >= soldIntervals(before);
    if (before?.date !== this.day.date || atEnd || this.until === undefined) {
      this.until = end;
      if (before?.date !== this.day.date) this.#stop();
    }
  }

  render() {
    const { day } = this;
    return html`${this.#figures(day)}
      <div class="panel chart">
        <div class="legend" aria-hidden="true">
          ${['sold', 'likely', 'band', 'usual'].map(
            (name) => html`<span><i class=${name}></i>${say(`chart.legend.${name}`)}</span>`,
          )}
        </div>
        <day-chart .day=${day} .until=${this.until} .time=${this.time}></day-chart>
      </div>
      ${this.#replay()}`;
  }

  #figures(day) {
    const { sold, compared } = soFar(day, this.until);
    const { wape, usualWape, days } = day.accuracy;
    const known = wape !== null && wape !== undefined;
    const wasted = most(day, 'wasted', 2).map(({ item, wasted }) => `${titleOf(item)} ${written(wasted)}`);
    const short = most(day, 'stockOuts', 2).map(({ item, stockOuts }) => `${titleOf(item)} ${written(stockOuts)}`);
    const kept = day.bookSince && say('book.since', { time: this.time(Date.parse(day.bookSince)) });
    const noBook = [say('book.none')];
    return html`<div class="figures">
      ${figure(
        say('soFar', { time: this.#untilTime }),
        written(sold),
        compared ? [this.#compared(compared)] : [],
      )}
      ${figure(
        say('accuracy'),
        known ? written(percent(wape)) : '–',
        known && usualWape != null
          ? [say('accuracy.usual', { n: percent(usualWape) }), say('accuracy.days', { n: days })]
          : [say('accuracy.none')],
      )}
      ${figure(
        say('waste'),
        kept ? written(day.waste.portions) : '–',
        kept ? [kept, say('waste.cost', { cost: costs.format(day.waste.cost) }), ...wasted] : noBook,
      )}
      ${figure(
        say('stockOuts'),
        kept ? written(day.stockOuts) : '–',
        kept ? [kept, ...(short.length > 0 ? short : [say('none')])] : noBook,
      )}
    </div>`;
  }

  /** What was sold beside what was forecast of the same time. */
  #compared({ since, sold, forecast }) {
    return say('soFar.forecast', { time: this.time(since), sold, n: forecast });
  }

  get #untilTime() {
    const { intervals } = this.day;
    if (this.until < intervals.length) return this.time(Date.parse(intervals[this.until].start));
    const [first, second] = intervals.map(({ start }) => Date.parse(start));
    return this.time(Date.parse(intervals.at(-1).start) + (second - first));
  }

  #replay() {
    const end = soldIntervals(this.day);
    if (end === 0) return nothing;
    return html`<div class="replay">
      <button @click=${() => this.#toggle(end)}>
        ${say(this.playing ? 'replay.stop' : 'replay')}
      </button>
      <input
        type="range"
        min="0"
        max=${end}
        .value=${String(this.until)}
        aria-label=${say('replay.at')}
        aria-valuetext=${this.#untilTime}
        @input=${({ target }) => {
          this.#stop();
          this.until = Number(target.value);
        }}
      />
      <output>${this.#untilTime}</output>
    </div>`;
  }

  #toggle(end) {
    if (this.playing) return this.#stop();
    this.playing = true;
    this.until = 0;
    this.#playing = setInterval(() => {
      this.until += 1;
      if (this.until >= end) this.#stop();
    }, FRAME);
    return undefined;
  }

  #stop() {
    clearInterval(this.#playing);
    this.playing = false;
  }
}

const figure = (name, number, more) => html`<div class="panel figure">
  <h2>${name}</h2>
  <p class="number">${number}</p>
  <p class="more">${more.join(', ')}</p>
</div>`;

customElements.define('day-view', DayView);
