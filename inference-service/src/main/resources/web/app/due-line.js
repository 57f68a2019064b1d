import { LitElement, css, html, nothing } from 'lit';
import { warning } from './icons.js';
import { titleOf } from './item-title.js';
import { line } from './line-styles.js';
import { say, written } from './messages.js';
import { goneLine, reasonWords } from './plan-words.js';

const MINUTE = 60_000;

/** A start that is this late is a late one. */
const LATE = MINUTE;

/** Names are as large as their length allows; the longest take two lines. */
const fit = ({ length }) => (length > 26 ? 'longest' : length > 13 ? 'long' : '');

/** A batch to start: how many of what, by when, and why. */
class DueLine extends LitElement {
  static properties = {
    batch: { attribute: false },
    key: { attribute: false },
    gone: { attribute: false },
    now: { attribute: false },
    clock: { attribute: false },
  };

  static styles = [
    line,
    css`
      button {
        grid-template: 1fr auto / auto 12.75rem minmax(0, 1fr) auto;
      }
      .key,
      .portions {
        grid-row: 1 / 3;
      }
      .portions {
        font-size: 6.75rem;
        line-height: 1.12;
      }
      .name {
        grid-area: 1 / 3;
        align-self: center;
        font-size: 4.5rem;
        white-space: nowrap;
        line-height: 1.04;
      }
      .name.long {
        font-size: 3.25rem;
        white-space: normal;
        line-height: 1.02;
      }
      .name.longest {
        font-size: 2.4rem;
        white-space: normal;
        line-height: 1.05;
      }
      .why {
        grid-area: 2 / 3;
        overflow: hidden;
        color: var(--quiet);
        font-size: 2.5rem;
        line-height: 1.2;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      .when {
        grid-area: 1 / 4;
        justify-self: end;
        font-size: 4.5rem;
        font-weight: 800;
        line-height: 1.04;
        white-space: nowrap;
        font-variant-numeric: tabular-nums;
      }
      .by {
        grid-area: 2 / 4;
        justify-self: end;
        color: var(--quiet);
        font-size: 2.5rem;
        line-height: 1.2;
        white-space: nowrap;
        font-variant-numeric: tabular-nums;
      }
      .now {
        border-inline-start-color: var(--now);
      }
      .now .chip {
        background: var(--now);
        color: var(--now-text);
      }
      .late {
        border-inline-start-color: var(--alarm-ground);
      }
      .late .chip {
        background: var(--alarm-ground);
        color: var(--alarm-text);
      }
      .late .by {
        color: var(--text);
        font-weight: 800;
      }
    `,
  ];

  render() {
    const { batch } = this;
    if (this.gone) return goneLine(batch);
    const title = titleOf(batch.item);
    const late = this.now - Date.parse(batch.start);
    const tone = late >= LATE ? 'late' : late >= 0 ? 'now' : 'later';
    return html`<button class=${tone}>
      <span class="key" aria-hidden="true">${written(this.key)}</span>
      <span class="portions">${written(batch.portions)}</span>
      <span class="name ${fit(title)}">${title}</span>
      <span class="why">${reasonWords(batch.reason)}</span>
      <span class="when">${this.#when(tone, late)}</span>
      <span class="by">${this.#by(tone, late)}</span>
    </button>`;
  }

  #when(tone, late) {
    if (tone === 'later') return say('inMinutes', { n: Math.ceil(-late / MINUTE) });
    const mark = tone === 'late' ? html`<svg viewBox="0 0 24 24" aria-hidden="true">${warning}</svg>` : nothing;
    return html`<span class="chip">${mark}${say('now')}</span>`;
  }

  #by(tone, late) {
    if (tone === 'late') return say('late', { n: Math.floor(late / MINUTE) });
    const time = this.clock.time(Date.parse(tone === 'now' ? this.batch.ready : this.batch.start));
    return say(tone === 'now' ? 'readyAt' : 'startAt', { time });
  }
}

customElements.define('due-line', DueLine);
