import { titleOf } from './item-title.js';

/**
 * What one item's forecast says to a cook. Whole numbers throughout: the difference is that of the
 * two numbers on the screen, so that what is read adds up.
 *
 * `standsOut` is true when the usual number lies outside the likely range (the 10 % and 90 %
 * quantiles): only then is a difference more than the ordinary noise of an hour.
 */
export function readingOf(item) {
  const { expected, usual, low, high } = item.nextHour;
  const difference = Math.round(expected) - Math.round(usual);
  return {
    name: item.item,
    title: titleOf(item.item),
    expected: Math.round(expected),
    usual: Math.round(usual),
    low: Math.round(low),
    high: Math.round(high),
    difference,
    standsOut: difference !== 0 && (usual < low || usual > high),
    soldOut: item.soldOut,
    weight: Math.max(expected, usual),
    coming: item.expected,
    comingUsual: item.usual,
  };
}
