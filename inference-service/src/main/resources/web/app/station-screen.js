import { html, nothing } from 'lit';
import './due-line.js';
import './cooking-line.js';
import { bumpOf } from './batch.js';
import { titleOf } from './item-title.js';
import { say } from './messages.js';
import { PlanScreen } from './plan-screen.js';
import { portionsOf, reasonWords } from './plan-words.js';
import { stationStyles } from './station-styles.js';
import { StillOrder } from './still-order.js';

/** Lines of a column, and bump keys for each. */
const LINES = 5;

/** A withdrawn batch is told of for this long. */
const WITHDRAWN = 60_000;

const millis = (instant) => Date.parse(instant);

/** A step and where it left the batch: only from there can it be undone. */
const undoable = { COOKING: 'undo.started', READY: 'undo.ready' };

/**
 * The page at `/station/{name}`: what this station starts now and soon, the biggest first; what
 * cooks, the next to come out first; and one touch or one key for each step, and for its undoing.
 */
class StationScreen extends PlanScreen {
  static styles = [...PlanScreen.styles, stationStyles];

  #station;
  #due = new StillOrder();
  #cooking = new StillOrder();
  #dueLines = [];
  #cookingLines = [];
  #mine = [];

  constructor() {
    const station = stationOf(location);
    super(`screen-${station}`);
    this.#station = station;
  }

  get heading() {
    return titleOf(this.#station);
  }

  get pages() {
    const lines = Math.max(this.#dueLines.length, this.#cookingLines.length);
    return Math.max(1, Math.ceil(lines / LINES));
  }

  get more() {
    const after = (this.page + 1) * LINES;
    return (
      Math.max(0, this.#dueLines.length - after) + Math.max(0, this.#cookingLines.length - after)
    );
  }

  get #batches() {
    return (this.link.plan?.batches ?? []).filter(({ station }) => station === this.#station);
  }

  willUpdate() {
    this.#arrange();
    super.willUpdate();
  }

  #arrange() {
    const { now } = this.link.clock;
    const at = performance.now();
    const batches = this.#batches;
    const due = batches.filter(({ state }) => state === 'DUE');
    const cooking = batches.filter(({ state }) => state !== 'DUE');
    this.#dueLines = this.#due.arrange(due.sort(biggestFirst(now)), at);
    this.#cookingLines = this.#cooking.arrange(cooking.sort(nextOutFirst), at);
  }

  act(action) {
    if (action === 'undo') return this.#undo();
    const line = Number(action.slice('line'.length)) - 1;
    const lines = line < LINES ? this.#dueLines : this.#cookingLines;
    const hit = lines[this.page * LINES + (line % LINES)];
    if (hit && !hit.gone) this.#bump(hit.batch);
    return true;
  }

  #bump(batch) {
    const at = performance.now();
    const order = batch.state === 'DUE' ? this.#due : this.#cooking;
    if (!order.touch(at)) return;
    this.#due.touch(at);
    this.#cooking.touch(at);
    if (batch.state !== 'READY') this.#mine = [...this.#mine.slice(-19), batch.id];
    this.#send(batch);
  }

  #send(batch, step) {
    if (!this.link.bump(bumpOf, batch, step)) this.notice(say('full'));
  }

  /** The last step of this screen that still stands; without one, the station's latest. */
  get #undoes() {
    const byId = new Map(this.#batches.map((batch) => [batch.id, batch]));
    const mine = this.#mine
      .map((id) => byId.get(id))
      .filter((batch) => batch && undoable[batch.state])
      .at(-1);
    return mine ?? this.#batches.filter(({ state }) => undoable[state]).sort(latestFirst)[0];
  }

  #undo() {
    const batch = this.#undoes;
    if (!batch) return false;
    this.#mine = this.#mine.filter((id) => id !== batch.id);
    this.#due.touch(performance.now());
    this.#cooking.touch(performance.now());
    this.#send(batch, 'undone');
    return true;
  }

  news() {
    const { plan, clock } = this.link;
    const [withdrawn] = (plan?.withdrawn ?? [])
      .filter(({ station, at }) => station === this.#station && clock.now - millis(at) < WITHDRAWN)
      .sort((a, b) => millis(b.at) - millis(a.at));
    if (!withdrawn) return nothing;
    return say('withdrawn', { what: portionsOf(withdrawn), why: reasonWords(withdrawn.reason) });
  }

  tools() {
    const batch = this.#undoes;
    return html`<button class="tool undo" ?disabled=${!batch} @click=${() => this.#undo()}>
      ${batch
        ? html`<b>${say('undo')}</b> <span>${say(undoable[batch.state], { what: portionsOf(batch) })}</span>`
        : nothing}
    </button>`;
  }

  work() {
    if (!this.link.plan.stations.includes(this.#station)) {
      return html`<p class="waiting">${say('noStation', { name: this.#station })}</p>`;
    }
    return html`
      <section class="due" aria-label=${say('toStart')}>
        <h2>${say('toStart')}</h2>
        ${this.#lines(this.#dueLines, 1, 'nothingToStart', (line, key) => this.#dueLine(line, key))}
      </section>
      <section class="cooking" aria-label=${say('cooking')}>
        <h2>${say('cooking')}</h2>
        ${this.#lines(this.#cookingLines, LINES + 1, 'nothingCooks', (line, key) =>
          this.#cookingLine(line, key),
        )}
      </section>
    `;
  }

  /** By place and not by batch: lit-html 3.3.2's keyed `repeat` leaves a comment for each that goes. */
  #lines(all, firstKey, none, draw) {
    const shown = all.slice(this.page * LINES, (this.page + 1) * LINES);
    if (shown.length === 0) return html`<p class="none">${say(none)}</p>`;
    return html`<ol>
      ${shown.map((line, i) => html`<li>${draw(line, firstKey + i)}</li>`)}
    </ol>`;
  }

  #dueLine({ batch, gone }, key) {
    return html`<due-line
      .batch=${batch}
      .key=${key}
      .gone=${gone}
      .now=${this.#minute}
      .clock=${this.link.clock}
      @click=${() => gone || this.#bump(batch)}
    ></due-line>`;
  }

  #cookingLine({ batch, gone }, key) {
    return html`<cooking-line
      .batch=${batch}
      .key=${key}
      .gone=${gone}
      .now=${this.link.clock.now}
      @click=${() => gone || this.#bump(batch)}
    ></cooking-line>`;
  }

  /** To the second: a line is drawn anew only when what it says may have changed. */
  get #minute() {
    return Math.floor(this.link.clock.now / 1000) * 1000;
  }
}

/** `/station/fry`, or `?station=fry`. */
function stationOf({ pathname, search }) {
  const asked = new URLSearchParams(search).get('station');
  return asked ?? decodeURIComponent(pathname.split('/')[2] ?? '');
}

/** What is to be started now, the biggest first; then what is to be started later, the next first. */
const biggestFirst = (now) => (a, b) =>
  Math.max(millis(a.start), now) - Math.max(millis(b.start), now) ||
  b.portions - a.portions ||
  a.id.localeCompare(b.id);

/** What comes out next is first; what is ready, and can only be recalled, is last. */
const nextOutFirst = (a, b) =>
  Number(a.state === 'READY') - Number(b.state === 'READY') ||
  millis(a.ready) - millis(b.ready) ||
  a.id.localeCompare(b.id);

const sinceOf = ({ state, start, ready }) => millis(state === 'READY' ? ready : start);

const latestFirst = (a, b) => sinceOf(b) - sinceOf(a);

customElements.define('station-screen', StationScreen);
