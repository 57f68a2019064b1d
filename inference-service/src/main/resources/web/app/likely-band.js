import { LitElement, css, html } from 'lit';
import { say } from './messages.js';

/** Ends of the scale. Steps, so that the drawing does not swim when the range moves a little. */
const SCALES = [5, 10, 15, 20, 30, 40, 60, 80, 100, 150, 200, 300, 400, 600, 800, 1000];

const endOf = (most) => SCALES.find((end) => end >= most) ?? Math.ceil(most / 500) * 500;

/**
 * The likely range of the next hour as a bar from zero, the expected number as a dot in it and the
 * usual number as an upright mark: what is usual is seen to be inside the range, or outside.
 */
class LikelyBand extends LitElement {
  static properties = { reading: { attribute: false } };

  static styles = css`
    :host {
      display: block;
    }
    svg {
      display: block;
      width: 100%;
      height: 100%;
      overflow: visible;
    }
    .axis {
      stroke: var(--line);
      stroke-width: 0.25rem;
    }
    .range {
      fill: var(--band);
    }
    .usual {
      stroke: var(--text);
      stroke-width: 0.4rem;
    }
    .expected {
      fill: var(--text);
      stroke: var(--tile);
      stroke-width: 0.25rem;
    }
  `;

  render() {
    const { low, high, expected, usual } = this.reading;
    const end = endOf(Math.max(high, expected, usual));
    const at = (number) => `${(100 * Math.max(0, number)) / end}%`;
    const label = say('likelyAndUsual', { low, high, usual });
    return html`<svg role="img" aria-label=${label}>
      <line class="axis" x1="0" x2="100%" y1="50%" y2="50%"></line>
      <rect class="range" x=${at(low)} y="18%" width=${at(high - low)} height="64%" rx="4"></rect>
      <line class="usual" x1=${at(usual)} x2=${at(usual)} y1="0" y2="100%"></line>
      <circle class="expected" cx=${at(expected)} cy="50%" r="0.7rem"></circle>
    </svg>`;
  }
}

customElements.define('likely-band', LikelyBand);
