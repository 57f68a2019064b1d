import { titleOf } from './item-title.js';
import { say } from './messages.js';

const MINUTE = 60_000;

/** What is thrown away within this time is warned of. */
const SOON = 5 * MINUTE;

const SPANS = [15, 30, 60];
const minutesOf = { PT15M: 15, PT30M: 30, PT60M: 60, PT1H: 60 };

/**
 * One item as the expediter sees it; where nothing is forecast a need has its minutes only. `notes`
 * says what is wrong, the worst first: too little for what is surely needed in the next quarter of
 * an hour, too old, or soon too old.
 */
export function stockOf(item, now) {
  const have = item.onHand + item.cooking;
  const needed = SPANS.map((minutes) => ({
    minutes,
    ...item.needed.find(({ within }) => minutesOf[within] === minutes),
  }));
  return {
    ...item,
    name: item.item,
    title: titleOf(item.item),
    have,
    needed,
    most: Math.max(5, have, ...needed.map(({ high }) => high ?? 0)) * 1.05,
    notes: [...shortOf(item, have), ...agesOf(item, now)],
    weight: needed.at(-1).likely ?? have,
  };
}

/** Short by what is owed and what even a quiet quarter of an hour takes. */
function shortOf({ owed, needed, soldOut }, have) {
  const short = Math.ceil(owed + (needed[0].low ?? 0) - have);
  return short > 0 && !soldOut ? [say('short', { n: short })] : [];
}

function agesOf({ lots = [] }, now) {
  const portions = (those) => those.reduce((sum, { portions }) => sum + portions, 0);
  const left = ({ expires }) => Date.parse(expires) - now;
  const old = lots.filter((lot) => left(lot) <= 0);
  const soon = lots.filter((lot) => left(lot) > 0 && left(lot) <= SOON);
  return [
    ...(old.length > 0 ? [say('expired', { n: portions(old) })] : []),
    ...(soon.length > 0
      ? [say('expires', { n: portions(soon), min: Math.ceil(Math.min(...soon.map(left)) / MINUTE) })]
      : []),
  ];
}
