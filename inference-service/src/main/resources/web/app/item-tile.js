import { LitElement, css, html, nothing, svg } from 'lit';
import './coming-hours.js';
import './likely-band.js';
import { say, written } from './messages.js';

const calm = matchMedia('(prefers-reduced-motion: reduce)');

/** Up, down or level: the difference is never told by colour alone. */
const arrows = {
  more: svg`<path d="M12 2 22 20H2z"></path>`,
  less: svg`<path d="M12 22 2 4h20z"></path>`,
  same: svg`<path d="M3 7h18v4H3zm0 6h18v4H3z"></path>`,
};

/** Names are as large as their length allows; the longest take two lines. */
const fit = ({ length }) => (length > 30 ? 'longest' : length > 19 ? 'long' : '');

/** One item: its name, the number of the next hour, and how that differs from the usual. */
class ItemTile extends LitElement {
  static properties = {
    reading: { attribute: false },
    hours: { attribute: false },
    /** True when the numbers are the usual level and no model's forecast. */
    usualLevel: { type: Boolean, reflect: true, attribute: 'usual-level' },
  };

  static styles = css`
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr) 15rem;
      grid-template-rows: 1fr auto auto;
      column-gap: 1.5rem;
      box-sizing: border-box;
      min-height: 0;
      padding: 0.6rem 1.25rem 0.9rem 1.5rem;
      border-inline-start: 0.75rem solid var(--line);
      border-radius: 0.75rem;
      background: var(--tile);
    }
    :host([tone='more']) {
      border-inline-start-color: var(--more);
    }
    :host([tone='less']) {
      border-inline-start-color: var(--less);
    }
    :host([usual-level]) {
      border-inline-start-style: double;
    }
    h2,
    p {
      margin: 0;
      line-height: 1.1;
    }
    h2 {
      align-self: center;
      margin-block: -0.08em;
      padding-block: 0.08em;
      font-size: 3.5rem;
      font-weight: 800;
      overflow: hidden;
      white-space: nowrap;
      text-overflow: ellipsis;
    }
    h2.long {
      font-size: 2.5rem;
    }
    h2.longest {
      font-size: 1.8rem;
      line-height: 1.05;
      white-space: normal;
      max-height: 2.1em;
      overflow-wrap: anywhere;
    }
    .words {
      display: flex;
      align-items: center;
      gap: 0.75rem;
      font-size: 2.75rem;
      color: var(--quiet);
      white-space: nowrap;
      padding-bottom: 0.4rem;
    }
    :host([tone='more']) .words {
      color: var(--more);
      font-weight: 800;
    }
    :host([tone='less']) .words {
      color: var(--less);
      font-weight: 800;
    }
    .words svg {
      width: 2.1rem;
      height: 2.1rem;
      fill: currentColor;
      flex: none;
    }
    .sold-out {
      padding: 0.05em 0.5em;
      border-radius: 0.2em;
      background: var(--text);
      color: var(--ground);
      font-weight: 800;
      text-transform: uppercase;
      letter-spacing: 0.04em;
    }
    .expected {
      grid-column: 2;
      grid-row: 1 / 3;
      align-self: center;
      justify-self: end;
      padding: 0 0.1em;
      border-radius: 0.1em;
      font-size: 8rem;
      line-height: 1;
      font-weight: 800;
      font-variant-numeric: tabular-nums;
      letter-spacing: -0.03em;
    }
    .expected.wide {
      font-size: 6.75rem;
    }
    .range {
      display: grid;
      grid-template-columns: 18rem minmax(0, 1fr);
      align-items: center;
      gap: 1rem;
      font-size: 2.25rem;
      color: var(--quiet);
      white-space: nowrap;
    }
    likely-band {
      height: 2.4rem;
    }
    coming-hours {
      height: 2.4rem;
    }
  `;

  get #tone() {
    const { difference, standsOut } = this.reading;
    if (this.usualLevel || !standsOut) return 'same';
    return difference > 0 ? 'more' : 'less';
  }

  willUpdate() {
    this.setAttribute('tone', this.#tone);
  }

  updated(changed) {
    const before = changed.get('reading');
    const changedHere = before?.name === this.reading.name;
    if (changedHere && before.expected !== this.reading.expected && !calm.matches) this.#glow();
  }

  /** A changed number is lit for a moment; only what is behind it changes colour, never the text. */
  #glow() {
    this.renderRoot
      .querySelector('.expected')
      .animate([{ background: 'var(--changed)' }, { background: 'transparent' }], 2000);
  }

  render() {
    const { title, expected, low, high, soldOut } = this.reading;
    return html`
      <h2 class=${fit(title)}>${title}</h2>
      <p class="words">${soldOut ? html`<span class="sold-out">${say('soldOut')}</span>` : nothing}
        ${this.#difference()}</p>
      <div class="range">
        <span>${say('likely', { low, high })}</span>
        <likely-band .reading=${this.reading}></likely-band>
      </div>
      <p class=${expected > 999 ? 'expected wide' : 'expected'}>${written(expected)}</p>
      <coming-hours
        .expected=${this.reading.coming}
        .usual=${this.reading.comingUsual}
        .hours=${this.hours}
      ></coming-hours>
    `;
  }

  #difference() {
    const { difference, soldOut } = this.reading;
    if (this.usualLevel) return soldOut ? nothing : say('usualLevel');
    const kind = difference > 0 ? 'more' : difference < 0 ? 'less' : 'same';
    if (soldOut && kind === 'same') return nothing;
    const text = say(soldOut ? `${kind}.short` : kind, { n: Math.abs(difference) });
    return html`<svg viewBox="0 0 24 24" aria-hidden="true">${arrows[kind]}</svg>${text}`;
  }
}

customElements.define('item-tile', ItemTile);
