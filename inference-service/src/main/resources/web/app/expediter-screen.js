import { css, html, nothing } from 'lit';
import './count-pad.js';
import './item-line.js';
import { say } from './messages.js';
import { PlanScreen } from './plan-screen.js';
import { SteadyOrder } from './steady-order.js';
import { stockOf } from './stock.js';

const LINES = 7;

/** The page at `/expediter`: every item with what there is, what cooks, and what will be needed. */
class ExpediterScreen extends PlanScreen {
  static styles = [
    ...PlanScreen.styles,
    css`
      main {
        --columns: minmax(0, 1fr) 9rem 8.75rem repeat(3, 16.25rem) 17.5rem;
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
      }
      .head {
        display: grid;
        grid-template-columns: var(--columns);
        gap: 1.25rem;
        padding-inline: 2rem 1.25rem;
        color: var(--quiet);
        font-size: 2rem;
        line-height: 1.25;
        white-space: nowrap;
      }
      .head .end {
        text-align: end;
      }
      .head .band {
        padding-inline-start: 1.5rem;
      }
      ul {
        display: grid;
        grid-template-rows: repeat(7, minmax(0, 1fr));
        gap: 0.5rem;
        min-height: 0;
        list-style: none;
      }
      li {
        display: grid;
        min-height: 0;
      }
      @media (orientation: portrait) {
        main {
          --columns: minmax(0, 1fr) 7rem 7rem 13rem 12rem;
        }
      }
    `,
  ];

  #order = new SteadyOrder();
  #stocks = [];
  #counted;

  constructor() {
    super('screen-expediter');
  }

  get heading() {
    return say('screen.expediter');
  }

  get pages() {
    return Math.max(1, Math.ceil(this.#stocks.length / LINES));
  }

  get more() {
    return Math.max(0, this.#stocks.length - (this.page + 1) * LINES);
  }

  willUpdate() {
    const { now } = this.link.clock;
    const stocks = (this.link.plan?.items ?? []).map((item) => stockOf(item, now));
    this.#stocks = this.#order.arrange(stocks, performance.now());
    super.willUpdate();
  }

  news() {
    const from = this.page * LINES;
    const elsewhere = this.#stocks
      .filter(({ notes }, i) => notes.length > 0 && (i < from || i >= from + LINES))
      .slice(0, 2)
      .map(({ title, notes }) => `${title} ${notes[0]}`);
    if (elsewhere.length === 0) return say('needLegend');
    return say('otherPages', { what: elsewhere.join(', ') });
  }

  work() {
    const from = this.page * LINES;
    return html`
      <div class="head" aria-hidden="true">
        <span>${say('item')}</span><span class="end">${say('onHand')}</span>
        <span class="end">${say('cookingNow')}</span>
        ${[15, 30, 60].map((n) => html`<span class="band">${say('nextMinutes', { n })}</span>`)}
      </div>
      <ul>
        ${this.#stocks.slice(from, from + LINES).map(
          (stock) => html`<li>
            <item-line .stock=${stock} @click=${() => this.#count(stock)}></item-line>
          </li>`,
        )}
      </ul>
      ${this.#counted
        ? html`<count-pad
            .stock=${this.#counted}
            .by=${'screen-expediter'}
            @done=${(event) => this.#done(event.detail)}
          ></count-pad>`
        : nothing}
    `;
  }

  #count(stock) {
    this.#counted = stock;
    this.requestUpdate();
  }

  #done(failure) {
    this.#counted = undefined;
    if (failure) this.notice(say('notSaved', { why: failure }));
    this.requestUpdate();
  }
}

customElements.define('expediter-screen', ExpediterScreen);
