import { html } from 'lit';
import { check } from './icons.js';
import { titleOf } from './item-title.js';
import { known, language, say } from './messages.js';

const percents = new Intl.NumberFormat(language, { style: 'percent', signDisplay: 'exceptZero' });

/** Why a batch is cooked or withdrawn, in this language; the service's own words for a new kind. */
export function reasonWords({ kind, figures = [], words }) {
  const key = `reason.${kind}`;
  if (!known(key)) return words;
  const [a, b] = figures;
  return say(key, { a: typeof a === 'number' ? Math.round(a) : a, b: Math.round(b) });
}

/** What a manager told the plan; `time` writes an instant. */
export function adjustmentWords({ kind, factor, portions, station, item, until }, time) {
  const what = station || item ? titleOf(station ?? item) : say('slider.all');
  if (kind === 'par') return say('slider.par', { what, n: portions, time: time(until) });
  return say('slider.line', { what, percent: percents.format(factor - 1), time: time(until) });
}

/** An event of a day in this language; the service's own words for a kind that has none yet. */
export function newsWords({ kind, about = {}, words }, time) {
  if (kind === 'slider' || kind === 'par') return adjustmentWords({ kind, ...about }, time);
  if (kind === 'night' && known(`night.${about.result}`)) {
    return say('news.night', { what: say(`night.${about.result}`) });
  }
  const key = `news.${kind}`;
  if (!known(key) || kind === 'night') return words;
  return say(key, { item: about.item && titleOf(about.item) });
}

/** Why the plan does not rest on the model; the service's own words for a new kind. */
export function basisWords({ basisWhy, basisWords }) {
  const key = `basis.why.${basisWhy?.kind}`;
  if (!known(key)) return basisWords;
  const [n, of, days] = basisWhy.figures;
  return say(key, { n, of, days });
}

/** "24 Nugget", as a cook says it. */
export const portionsOf = ({ portions, item }) => say('portions', { n: portions, item: titleOf(item) });

/** The place of a batch that has just left: it says so, and takes no touch. */
export const goneLine = (batch) => html`<button class="gone" disabled>
  <svg viewBox="0 0 24 24" aria-hidden="true">${check}</svg>
  <span>${portionsOf(batch)}</span>
</button>`;
