import { LitElement, css, html, nothing } from 'lit';
import './need-band.js';
import { warning } from './icons.js';
import { say, written } from './messages.js';

const fit = ({ length }) => (length > 22 ? 'longest' : length > 14 ? 'long' : '');

/** An item of the expediter's table: what there is, what is needed, and what is wrong with it. */
class ItemLine extends LitElement {
  static properties = { stock: { attribute: false } };

  static styles = css`
    :host {
      display: block;
      min-height: 0;
    }
    button {
      display: grid;
      grid-template-columns: var(--columns);
      align-items: center;
      gap: 1.25rem;
      box-sizing: border-box;
      width: 100%;
      height: 100%;
      padding-inline: 1.25rem;
      border: 0;
      border-inline-start: 0.75rem solid var(--line);
      border-radius: 0.75rem;
      background: var(--tile);
      color: var(--text);
      font: inherit;
      text-align: start;
    }
    button:focus-visible {
      outline: 0.5rem solid var(--more);
      outline-offset: -0.5rem;
    }
    .bad {
      border-inline-start-color: var(--now);
    }
    .name {
      overflow: hidden;
      font-size: 3rem;
      font-weight: 800;
      line-height: 1.08;
      margin-block: -0.1em;
      padding-block: 0.1em;
      white-space: nowrap;
    }
    .name.long {
      font-size: 2.4rem;
      white-space: normal;
    }
    .name.longest {
      font-size: 2rem;
      white-space: normal;
    }
    .number {
      font-size: 4.75rem;
      font-weight: 800;
      line-height: 1;
      text-align: end;
      font-variant-numeric: tabular-nums;
      letter-spacing: -0.03em;
    }
    .cooking {
      color: var(--quiet);
      font-weight: 600;
    }
    .notes {
      display: grid;
      gap: 0.3rem;
      justify-items: start;
      font-size: 1.9rem;
      font-weight: 800;
      line-height: 1.05;
      white-space: nowrap;
    }
    .note {
      display: inline-flex;
      align-items: center;
      gap: 0.6rem;
      color: var(--now);
    }
    .note svg {
      flex: none;
      width: 1.8rem;
      height: 1.8rem;
      fill: currentColor;
    }
    .sold-out {
      padding: 0.05em 0.4em;
      border-radius: 0.2em;
      background: var(--text);
      color: var(--ground);
      text-transform: uppercase;
    }
    .par {
      color: var(--quiet);
    }
  `;

  render() {
    const { title, onHand, cooking, needed, most, have, notes, soldOut, par } = this.stock;
    return html`<button class=${notes.length > 0 || soldOut ? 'bad' : nothing}>
      <span class="name ${fit(title)}">${title}</span>
      <span class="number">${written(onHand)}</span>
      <span class="number cooking"><bdi dir="ltr">${cooking > 0 ? `+${written(cooking)}` : '–'}</bdi></span>
      ${needed.map(
        (need) => html`<need-band .need=${need} .have=${have} .most=${most}></need-band>`,
      )}
      <span class="notes">
        ${soldOut ? html`<span class="sold-out">${say('soldOut')}</span>` : nothing}
        ${notes
          .slice(0, soldOut ? 1 : 2)
          .map(
            (note) =>
              html`<span class="note"
                ><svg viewBox="0 0 24 24" aria-hidden="true">${warning}</svg>${note}</span
              >`,
          )}
        ${notes.length === 0 && !soldOut && par != null
          ? html`<span class="par">${say('par', { n: par })}</span>`
          : nothing}
      </span>
    </button>`;
  }
}

customElements.define('item-line', ItemLine);
