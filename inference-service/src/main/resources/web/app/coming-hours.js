import { LitElement, css, html, svg } from 'lit';
import { say } from './messages.js';

const WIDTH = 100;
const HEIGHT = 30;

/** The forecast's coming intervals as a filled line, the usual level as a dotted one. */
class ComingHours extends LitElement {
  static properties = {
    expected: { attribute: false },
    usual: { attribute: false },
    hours: { attribute: false },
  };

  static styles = css`
    :host {
      display: block;
    }
    svg {
      display: block;
      width: 100%;
      height: 100%;
    }
    .expected {
      fill: var(--band);
      stroke: none;
    }
    .edge {
      fill: none;
      stroke: var(--quiet);
      stroke-width: 0.2rem;
      vector-effect: non-scaling-stroke;
    }
    .usual {
      fill: none;
      stroke: var(--text);
      stroke-width: 0.25rem;
      stroke-dasharray: 0.3rem 0.4rem;
      vector-effect: non-scaling-stroke;
    }
  `;

  render() {
    const most = Math.max(1, ...this.expected, ...this.usual);
    const across = WIDTH / Math.max(1, this.expected.length - 1);
    const points = (numbers) =>
      numbers
        .map((n, i) => `${(i * across).toFixed(1)},${(HEIGHT * (1 - n / most)).toFixed(1)}`)
        .join(' ');
    const line = points(this.expected);
    const label = say('comingHours', { n: this.hours, most: Math.round(most) });
    return html`<svg role="img" aria-label=${label} viewBox="0 0 100 30" preserveAspectRatio="none">
      ${svg`
        <polygon class="expected" points="0,30 ${line} 100,30"></polygon>
        <polyline class="edge" points=${line}></polyline>
        <polyline class="usual" points=${points(this.usual)}></polyline>`}
    </svg>`;
  }
}

customElements.define('coming-hours', ComingHours);
