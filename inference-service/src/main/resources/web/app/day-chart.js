import { LitElement, css, html, svg } from 'lit';
import { say, written } from './messages.js';

const STEP = 10;
const HEIGHT = 100;

/**
 * A day's portions by interval: what was sold as bars up to `until`, the forecast that had been made
 * an hour before as a line in its likely range, the usual level dotted. Time runs from left to right
 * in every language, as the hours below it do.
 */
class DayChart extends LitElement {
  static properties = {
    day: { attribute: false },
    until: { attribute: false },
    time: { attribute: false },
  };

  static styles = css`
    :host {
      display: grid;
      grid-template: minmax(0, 1fr) auto / auto minmax(0, 1fr);
      gap: 0.25rem 0.75rem;
      direction: ltr;
      min-height: 0;
      color: var(--quiet);
      font-size: 1.9rem;
      line-height: 1.15;
      font-variant-numeric: tabular-nums;
    }
    .most {
      display: flex;
      flex-direction: column;
      justify-content: space-between;
      text-align: end;
    }
    svg {
      width: 100%;
      height: 100%;
      min-height: 0;
      border-bottom: 0.2rem solid var(--line);
    }
    .band {
      fill: var(--band);
    }
    .sold {
      fill: var(--text);
    }
    .likely,
    .usual {
      fill: none;
      stroke: var(--more);
      stroke-width: 0.4rem;
      vector-effect: non-scaling-stroke;
    }
    .usual {
      stroke: var(--less);
      stroke-dasharray: 0.4rem 0.6rem;
    }
    .hours {
      position: relative;
      grid-column: 2;
      height: 1.15em;
    }
    .hours span {
      position: absolute;
      translate: -50%;
    }
  `;

  render() {
    const { intervals } = this.day;
    const most = Math.max(
      5,
      ...intervals.map(({ sold, forecast, usual }) => Math.max(sold ?? 0, forecast?.high ?? 0, usual ?? 0)),
    );
    const y = (n) => (HEIGHT * (1 - n / most)).toFixed(1);
    const width = intervals.length * STEP;
    return html`
      <div class="most" aria-hidden="true"><span>${written(Math.round(most))}</span><span>0</span></div>
      <svg
        role="img"
        aria-label=${say('chart', { minutes: 15 })}
        viewBox="0 0 ${width} ${HEIGHT}"
        preserveAspectRatio="none"
      >
        ${runs(intervals, ({ forecast }) => forecast).map(
          (run) => svg`<polygon class="band" points=${area(run, y)}></polygon>`,
        )}
        ${intervals.map(({ sold }, i) =>
          sold === null || sold === undefined || i >= this.until
            ? ''
            : svg`<rect class="sold" x=${i * STEP + 2.5} y=${y(sold)} width="5" height=${HEIGHT - y(sold)}></rect>`,
        )}
        ${runs(intervals, ({ usual }) => usual).map(
          (run) => svg`<polyline class="usual" points=${line(run, y, (n) => n)}></polyline>`,
        )}
        ${runs(intervals, ({ forecast }) => forecast).map(
          (run) => svg`<polyline class="likely" points=${line(run, y, (f) => f.likely)}></polyline>`,
        )}
      </svg>
      <div class="hours" aria-hidden="true">${this.#hours()}</div>
    `;
  }

  /** Every second or fourth full hour, at its place. */
  #hours() {
    const { intervals } = this.day;
    const full = intervals
      .map(({ start }, i) => [i, this.time(Date.parse(start))])
      .filter(([i, time]) => time.endsWith('00') && i > 0 && i < intervals.length - 1);
    const every = Math.max(1, Math.ceil(full.length / 9));
    return full
      .filter((_, i) => i % every === 0)
      .map(
        ([i, time]) =>
          html`<span .style=${`left: ${((100 * i) / intervals.length).toFixed(1)}%`}>${time}</span>`,
      );
  }
}

/** Neighbouring intervals for which there is something to draw: `[place, value]`, a list for each. */
function runs(intervals, valueOf) {
  const all = [[]];
  intervals.forEach((interval, i) => {
    const value = valueOf(interval);
    if (value !== null && value !== undefined) all.at(-1).push([i, value]);
    else if (all.at(-1).length > 0) all.push([]);
  });
  return all.filter((run) => run.length > 0);
}

const x = (i) => i * STEP + STEP / 2;

const line = (run, y, of) => run.map(([i, value]) => `${x(i)},${y(of(value))}`).join(' ');

const area = (run, y) =>
  `${line(run, y, ({ high }) => high)} ${line(run.toReversed(), y, ({ low }) => low)}`;

customElements.define('day-chart', DayChart);
