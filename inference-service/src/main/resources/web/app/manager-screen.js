import { css, html, nothing } from 'lit';
import './day-view.js';
import './demand-slider.js';
import './store-health.js';
import { dateAt, plusDays } from './day-figures.js';
import { after, before } from './icons.js';
import { language, say } from './messages.js';
import { panel } from './panel-styles.js';
import { PlanScreen } from './plan-screen.js';
import { newsWords } from './plan-words.js';
import { ask } from './service-call.js';

/** A running day is read again this often; the plan itself streams. */
const EVERY = 30_000;

/** The page at `/manager`: the day against its forecast, what serves, and the manager's slider. */
class ManagerScreen extends PlanScreen {
  static styles = [
    ...PlanScreen.styles,
    css`
      main {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 39rem;
        gap: 1rem;
      }
      main > .waiting {
        grid-column: 1 / 3;
      }
      aside {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        gap: 1rem;
        min-height: 0;
      }
      store-health {
        display: grid;
        gap: 1rem;
        min-height: 0;
        align-content: start;
      }
      .days {
        display: flex;
        align-items: center;
        gap: 1rem;
        align-self: center;
      }
      .days button {
        width: auto;
        min-width: 5rem;
        height: 5rem;
        padding: 0 1.5rem;
        font-size: 2.5rem;
      }
      .days label {
        position: relative;
        padding: 0 1rem;
        font-size: 3rem;
        line-height: 5rem;
        white-space: nowrap;
      }
      .days input {
        position: absolute;
        inset: 0;
        box-sizing: border-box;
        width: 100%;
        height: 100%;
        margin: 0;
        padding: 0;
        border: 0;
        overflow: hidden;
        opacity: 0;
      }
      .days label:focus-within {
        outline: 0.4rem solid var(--more);
      }
      .none {
        place-self: center;
        color: var(--quiet);
        font-size: 3.5rem;
      }
      @media (orientation: portrait) {
        main {
          grid-template: minmax(0, 1fr) auto / 1fr;
        }
      }
    `,
    panel,
  ];

  #dates = new Intl.DateTimeFormat(language, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  #date;
  #day;
  #models;
  #tuning;
  #asking;

  constructor() {
    super('screen-manager');
  }

  connectedCallback() {
    super.connectedCallback();
    this.#asking = setInterval(() => this.#ask(), EVERY);
  }

  disconnectedCallback() {
    clearInterval(this.#asking);
    super.disconnectedCallback();
  }

  get heading() {
    return say('screen.manager');
  }

  get #today() {
    return dateAt(this.link.clock.now, this.link.plan.zone);
  }

  /** A plan came: with the first one the store's day and zone are known. */
  planned() {
    if (!this.#date) this.#show(this.#today);
  }

  #show(date) {
    if (!date || date > this.#today) return;
    this.#date = date;
    this.#day = undefined;
    this.#ask();
    this.requestUpdate();
  }

  /** Midnight passed while today was shown: it goes on to the new day. */
  async #ask() {
    if (!this.#date) return;
    const asked = this.#date;
    const [day, models, tuning] = await Promise.all([
      ask(`/api/v1/days/${asked}`),
      ask('/api/v1/models'),
      ask('/api/v1/tuning'),
    ]);
    if (asked !== this.#date) return;
    this.#day = day ?? this.#day ?? { date: asked, intervals: [] };
    this.#models = models ?? this.#models;
    this.#tuning = tuning ?? this.#tuning;
    this.requestUpdate();
  }

  aside() {
    if (!this.#date) return nothing;
    const today = this.#date === this.#today;
    return html`<div class="days">
      <button class="turn" aria-label=${say('day.before')} @click=${() => this.#show(plusDays(this.#date, -1))}>${before}</button>
      <label>
        ${this.#dates.format(Date.parse(this.#date))}
        <input
          type="date"
          aria-label=${say('day.shown')}
          max=${this.#today}
          .value=${this.#date}
          @click=${({ target }) => target.showPicker()}
          @change=${({ target }) => this.#show(target.value)}
        />
      </label>
      <button class="turn" aria-label=${say('day.after')} ?disabled=${today} @click=${() => this.#show(plusDays(this.#date, 1))}>${after}</button>
      <button ?disabled=${today} @click=${() => this.#show(this.#today)}>${say('today')}</button>
    </div>`;
  }

  news() {
    const wrong = this.link.plan?.menu?.words;
    if (wrong) return say('menu.wrong', { why: wrong });
    const event = this.#day?.events?.at(-1);
    const { clock } = this.link;
    const time = (instant) => clock.time(Date.parse(instant));
    return event ? `${time(event.at)} ${newsWords(event, time)}` : nothing;
  }

  work() {
    const { plan, clock, news } = this.link;
    return html`${this.#dayView()}
      <aside>
        <demand-slider
          .plan=${plan}
          .clock=${clock}
          @failed=${({ detail }) => this.notice(say('slider.failed', { why: detail }))}
        ></demand-slider>
        <store-health
          .models=${this.#models}
          .tuning=${this.#tuning}
          .store=${news.store}
          .clock=${clock}
        ></store-health>
      </aside>`;
  }

  #dayView() {
    if (!this.#day) return html`<p class="none">${say('day.loading')}</p>`;
    if (this.#day.intervals.length === 0) return html`<p class="none">${say('day.none')}</p>`;
    const { clock } = this.link;
    return html`<day-view .day=${this.#day} .time=${(instant) => clock.time(instant)}></day-view>`;
  }
}

customElements.define('manager-screen', ManagerScreen);
