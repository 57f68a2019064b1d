import { html } from 'lit';
import { check } from './icons.js';
import { titleOf } from './item-title.js';
import { known, say } from './messages.js';

/** Why a batch is cooked or withdrawn, in this language; the service's own words for a new kind. */
export function reasonWords({ kind, figures = [], words }) {
  const key = `reason.${kind}`;
  if (!known(key)) return words;
  const [a, b] = figures;
  return say(key, { a: typeof a === 'number' ? Math.round(a) : a, b: Math.round(b) });
}

/** "24 Nugget", as a cook says it. */
export const portionsOf = ({ portions, item }) => say('portions', { n: portions, item: titleOf(item) });

/** The place of a batch that has just left: it says so, and takes no touch. */
export const goneLine = (batch) => html`<button class="gone" disabled>
  <svg viewBox="0 0 24 24" aria-hidden="true">${check}</svg>
  <span>${portionsOf(batch)}</span>
</button>`;
