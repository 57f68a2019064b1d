import { LitElement, css, html } from 'lit';
import { check, flame } from './icons.js';
import { titleOf } from './item-title.js';
import { line } from './line-styles.js';
import { say, written } from './messages.js';
import { goneLine } from './plan-words.js';

/** A name keeps its words whole, and takes two lines at most. */
const fit = (title) =>
  title.length > 15 || title.split(' ').some(({ length }) => length > 7) ? 'long' : '';

/** A batch that cooks, with the time that it still needs; or one just ready, which can come back. */
class CookingLine extends LitElement {
  static properties = {
    batch: { attribute: false },
    key: { attribute: false },
    gone: { attribute: false },
    now: { attribute: false },
  };

  static styles = [
    line,
    css`
      button {
        grid-template-columns: auto auto minmax(0, 1fr) auto;
        padding-bottom: 1.4rem;
      }
      .portions {
        min-width: 5.25rem;
        font-size: 4.5rem;
      }
      .name {
        max-height: 2.2em;
        font-size: 3rem;
        line-height: 1.05;
      }
      .name.long {
        font-size: 2.1rem;
      }
      .left {
        font-size: 4.5rem;
        font-weight: 800;
        font-variant-numeric: tabular-nums;
        line-height: 1;
        text-align: end;
        white-space: nowrap;
      }
      .over,
      .recall {
        display: grid;
        justify-items: end;
        gap: 0.35rem;
        font-size: 2.5rem;
        font-weight: 800;
        line-height: 1.15;
      }
      .over b {
        font-size: 2.75rem;
      }
      .bar {
        position: absolute;
        inset-inline: 0;
        bottom: 0;
        height: 1rem;
        background: var(--line);
      }
      .bar i {
        display: block;
        height: 100%;
        background: var(--less);
      }
      .cooks {
        border-inline-start-color: var(--less);
      }
      .out {
        border-inline-start-color: var(--done);
      }
      .out .chip {
        background: var(--done);
        color: var(--done-text);
      }
      .out .bar i {
        background: var(--done);
      }
      .ready {
        background: transparent;
        border-inline-start-style: double;
      }
      .ready .portions,
      .ready .name {
        color: var(--quiet);
      }
      .ready .chip svg {
        fill: var(--done);
      }
    `,
  ];

  render() {
    const { batch } = this;
    if (this.gone) return goneLine(batch);
    const left = Date.parse(batch.ready) - this.now;
    const tone = batch.state === 'READY' ? 'ready' : left > 0 ? 'cooks' : 'out';
    const title = titleOf(batch.item);
    return html`<button class=${tone}>
      <span class="key" aria-hidden="true">${written(this.key % 10)}</span>
      <span class="portions">${written(batch.portions)}</span>
      <span class="name ${fit(title)}">${title}</span>
      ${this.#time(tone, left)}
    </button>`;
  }

  #time(tone, left) {
    if (tone === 'ready') {
      return html`<span class="recall">
        <span class="chip"><svg viewBox="0 0 24 24" aria-hidden="true">${check}</svg>${say('ready')}</span>
        <span>${say('recall')}</span>
      </span>`;
    }
    const { start, ready } = this.batch;
    const share = Math.min(1, (this.now - Date.parse(start)) / (Date.parse(ready) - Date.parse(start)));
    const bar = html`<span class="bar"><i .style=${`inline-size: ${(100 * share).toFixed(1)}%`}></i></span>`;
    if (tone === 'cooks') return html`<span class="left">${minutes(left)}</span>${bar}`;
    return html`<span class="over">
        <b class="chip"><svg viewBox="0 0 24 24" aria-hidden="true">${flame}</svg>${say('takeOut')}</b>
        <bdi dir="ltr">+${minutes(-left)}</bdi> </span
      >${bar}`;
  }
}

/** Minutes and seconds, rounded up: it is zero only when it is time. */
function minutes(millis) {
  const seconds = Math.ceil(millis / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

customElements.define('cooking-line', CookingLine);
