import { LitElement, css, html, nothing } from 'lit';
import { say, written } from './messages.js';
import { send } from './service-call.js';

/** A cook's count of one item, in big steps and small ones; and throwing away what is too old. */
class CountPad extends LitElement {
  static properties = {
    stock: { attribute: false },
    by: { attribute: false },
    count: { state: true },
    busy: { state: true },
  };

  static styles = css`
    dialog {
      width: 80rem;
      padding: 3rem;
      border: 0.4rem solid var(--text);
      border-radius: 1.5rem;
      background: var(--tile);
      color: var(--text);
    }
    dialog::backdrop {
      background: #000c;
    }
    h2 {
      margin: 0 0 2rem;
      font-size: 3rem;
      line-height: 1.15;
    }
    .count,
    .ways {
      display: grid;
      grid-template-columns: 1fr 1fr 2fr 1fr 1fr;
      align-items: center;
      gap: 1.25rem;
    }
    .ways {
      grid-template-columns: 1fr 1fr auto;
      margin-top: 2.5rem;
    }
    output {
      font-size: 9rem;
      font-weight: 800;
      line-height: 1;
      text-align: center;
      font-variant-numeric: tabular-nums;
    }
    button {
      min-height: 8rem;
      padding: 0 2rem;
      border: 0.25rem solid var(--line);
      border-radius: 0.75rem;
      background: var(--ground);
      color: var(--text);
      font: inherit;
      font-size: 3rem;
      font-weight: 800;
    }
    button.save {
      border-color: transparent;
      background: var(--done);
      color: var(--done-text);
    }
    button:focus-visible {
      outline: 0.5rem solid var(--more);
    }
  `;

  willUpdate(changed) {
    if (changed.has('stock')) this.count = this.stock.onHand;
  }

  firstUpdated() {
    this.renderRoot.querySelector('dialog').showModal();
  }

  render() {
    const { title, onHand } = this.stock;
    const fewer = onHand - this.count;
    return html`<dialog aria-labelledby="title" @close=${() => this.#done()}>
      <h2 id="title">${say('count.title', { item: title })}</h2>
      <div class="count">
        ${this.#step(-5)} ${this.#step(-1)}
        <output aria-live="polite">${written(this.count)}</output>
        ${this.#step(1)} ${this.#step(5)}
      </div>
      <div class="ways">
        <button class="save" ?disabled=${this.busy} @click=${() => this.#send({ counted: this.count })}>
          ${say('count.save')}
        </button>
        ${fewer > 0
          ? html`<button ?disabled=${this.busy} @click=${() => this.#send({ discarded: fewer })}>
              ${say('count.discard', { n: fewer })}
            </button>`
          : nothing}
        <button @click=${() => this.#done()}>${say('close')}</button>
      </div>
    </dialog>`;
  }

  #step(by) {
    const label = say(by < 0 ? 'count.less' : 'count.more', { n: Math.abs(by) });
    return html`<button
      aria-label=${label}
      @click=${() => (this.count = Math.max(0, this.count + by))}
    >
      ${by < 0 ? '−' : '+'}${written(Math.abs(by))}
    </button>`;
  }

  async #send(what) {
    this.busy = true;
    this.#done(await send('POST', '/api/v1/plan/cook', { item: this.stock.item, ...what }));
  }

  #done(failure) {
    this.dispatchEvent(new CustomEvent('done', { detail: failure }));
  }
}

customElements.define('count-pad', CountPad);
