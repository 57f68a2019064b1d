import { LitElement, html, nothing } from 'lit';
import { warning } from './icons.js';
import { inWords, language, say } from './messages.js';
import { panel } from './panel-styles.js';

const NIGHTS = 2;
const SILENT = 2;

const mark = html`<svg viewBox="0 0 24 24" aria-hidden="true">${warning}</svg>`;

/** What serves and since when, what the nights brought, and who of the tills and sensors is heard. */
class StoreHealth extends LitElement {
  static properties = {
    models: { attribute: false },
    tuning: { attribute: false },
    store: { attribute: false },
    clock: { attribute: false },
  };

  static styles = panel;

  #dates = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' });

  render() {
    return html`${this.#model()} ${this.#sources()}`;
  }

  #model() {
    const { models } = this;
    if (!models) return nothing;
    const live = models.versions.find(({ state }) => state === 'LIVE');
    const back = models.journal.find(({ moved }) => wentBack(moved));
    return html`<div class="panel">
      <h2>${say('model')}</h2>
      <ul>
        <li>
          ${models.serves
            ? html`<b>${live?.name ?? models.serves}</b> ${live ? say('model.since', { when: this.#day(live.since) }) : nothing}`
            : html`<span class="bad">${mark}${say('model.usual')}</span>`}
        </li>
        <li class=${back ? 'bad' : nothing}>
          ${back
            ? html`${mark}${say('model.rollback', { when: this.#day(back.at) })}`
            : say('model.noRollback')}
        </li>
        ${this.#nights()}
      </ul>
    </div>`;
  }

  #nights() {
    const nights = this.tuning?.nights ?? [];
    if (nights.length === 0) return html`<li>${say('nights.none')}</li>`;
    return nights
      .slice(0, NIGHTS)
      .map(
        ({ began, result }) =>
          html`<li class=${result === 'FAILED' ? 'bad' : nothing}>
            ${say('night', { when: this.#day(began), what: say(`night.${result}`) })}
          </li>`,
      );
  }

  #sources() {
    const { sources = [], cloud } = this.store ?? {};
    const silent = sources.filter((source) => source.silent);
    const heard = sources.length - silent.length;
    return html`<div class="panel">
      <h2>${say('sources')}</h2>
      <ul>
        ${sources.length === 0 ? html`<li>${say('sources.none')}</li>` : nothing}
        ${silent.slice(0, SILENT).map((source) => this.#silent(source))}
        ${silent.length > SILENT
          ? html`<li class="bad">${say('more.lines', { n: silent.length - SILENT })}</li>`
          : nothing}
        ${heard > 0 ? html`<li>${say('source.heard', { n: heard })}</li>` : nothing}
        ${cloud ? this.#cloud(cloud) : nothing}
      </ul>
    </div>`;
  }

  #cloud({ state, since, waiting }) {
    if (state !== 'OFFLINE') return html`<li>${say(`cloud.${state}`)}</li>`;
    const time = this.clock.time(Date.parse(since));
    return html`<li class="bad">${mark}${say('cloud.OFFLINE', { n: waiting, since: time })}</li>`;
  }

  #silent({ source, kind, last }) {
    const age = inWords(this.clock.ageOf(Date.parse(last)), 'ago');
    const name = `${say(`source.${kind}`)} ${source.split('/').at(-1)}`;
    return html`<li class="bad">${mark}<b>${name}</b> ${say('source.silent', { age })}</li>`;
  }

  #day(instant) {
    return this.#dates.format(Date.parse(instant));
  }
}

/** A decision that took one version out of service and brought an earlier one back. */
const wentBack = (moved) =>
  moved.some(({ to, number }) => to === 'LIVE' && moved.some((other) => other.number > number && other.to !== 'LIVE'));

customElements.define('store-health', StoreHealth);
