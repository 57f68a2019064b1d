/**
 * What a day sold in its intervals before `until`, and beside that, of those of them that have ended
 * and were forecast, what was sold, what was forecast, and when the first of them began.
 */
export function soFar({ intervals, now }, until) {
  const past = intervals.slice(0, until).filter(({ sold }) => sold !== null && sold !== undefined);
  const length = intervals.length > 1 ? begin(intervals[1]) - begin(intervals[0]) : 0;
  const both = past.filter(
    (interval) => interval.forecast && begin(interval) + length <= Date.parse(now),
  );
  const compared = both.length > 0 && {
    since: begin(both[0]),
    sold: total(both, ({ sold }) => sold),
    forecast: total(both, ({ forecast }) => forecast.likely),
  };
  return { sold: total(past, ({ sold }) => sold), compared };
}

const begin = ({ start }) => Date.parse(start);

const total = (intervals, valueOf) =>
  Math.round(intervals.reduce((sum, interval) => sum + valueOf(interval), 0));

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
