import { LitElement, css, html } from 'lit';
import { say, written } from './messages.js';

/** What is needed within some minutes: the likely number, its range as a bar, and what there is. */
class NeedBand extends LitElement {
  static properties = {
    need: { attribute: false },
    have: { attribute: false },
    most: { attribute: false },
  };

  static styles = css`
    :host {
      display: grid;
      grid-template-columns: 8.5rem minmax(0, 1fr);
      align-items: center;
      gap: 0.75rem;
    }
    b {
      font-size: 4.5rem;
      font-weight: 800;
      line-height: 1;
      text-align: end;
      font-variant-numeric: tabular-nums;
      letter-spacing: -0.03em;
    }
    .scale {
      position: relative;
      height: 2.5rem;
      border-bottom: 0.2rem solid var(--line);
    }
    i {
      position: absolute;
      bottom: 0.3rem;
      height: 1.6rem;
      min-width: 0.4rem;
      border-radius: 0.2rem;
      background: var(--band);
    }
    u {
      position: absolute;
      bottom: 0;
      width: 0.45rem;
      height: 2.5rem;
      margin-inline-start: -0.225rem;
      background: var(--text);
    }
  `;

  render() {
    const { minutes, low, likely, high } = this.need;
    if (likely === undefined) return html`<b aria-hidden="true">–</b>`;
    const share = (n) => `${((100 * n) / this.most).toFixed(1)}%`;
    const range = `inset-inline-start: ${share(low)}; inline-size: ${share(high - low)}`;
    const label = say('needed', {
      n: minutes,
      have: this.have,
      low: Math.round(low),
      likely: Math.round(likely),
      high: Math.round(high),
    });
    return html`<b aria-hidden="true">${written(Math.round(likely))}</b>
      <span class="scale" role="img" aria-label=${label}>
        <i .style=${range}></i>
        <u .style=${`inset-inline-start: ${share(Math.min(this.have, this.most))}`}></u>
      </span>`;
  }
}

customElements.define('need-band', NeedBand);
