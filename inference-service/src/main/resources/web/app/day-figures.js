/** Sums of a day's intervals before `until`, of those that were both sold and forecast. */
export function soFar({ intervals }, until) {
  const past = intervals.slice(0, until).filter(({ sold }) => sold !== null && sold !== undefined);
  const total = (valueOf) => past.reduce((sum, interval) => sum + (valueOf(interval) ?? 0), 0);
  return {
    sold: Math.round(total(({ sold }) => sold)),
    forecast: Math.round(total(({ forecast }) => forecast?.likely)),
    forecastKnown: past.some(({ forecast }) => forecast),
  };
}

/** How many of the day's intervals have been sold in. */
export const soldIntervals = ({ intervals }) =>
  intervals.findLastIndex(({ sold }) => sold !== null && sold !== undefined) + 1;

/** The items that have most of `figure`, at most `count`, none with nothing. */
export const most = ({ items }, figure, count) =>
  items
    .filter((item) => item[figure] > 0)
    .sort((a, b) => b[figure] - a[figure])
    .slice(0, count);

/** `yyyy-MM-dd` of an instant at a place. */
export const dateAt = (millis, timeZone) =>
  new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(millis);

/** A date so many days later. */
export const plusDays = (date, days) =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
