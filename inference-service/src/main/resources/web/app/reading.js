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

const CODE = /^[a-z0-9]+([-_][a-z0-9]+)*$/;

/** A code such as `chicken-wrap` in words; a name that somebody wrote for people stays as it is. */
function titleOf(name) {
  if (!CODE.test(name)) return name;
  const spaced = name.replaceAll(/[-_]/g, ' ');
  return spaced[0].toUpperCase() + spaced.slice(1);
}
