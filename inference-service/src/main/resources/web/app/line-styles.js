import { css } from 'lit';

/** A line that is one big button: its key, how many, what, and when. */
export const line = css`
  :host {
    display: block;
    height: 100%;
    min-height: 0;
    min-width: 0;
  }
  button {
    position: relative;
    display: grid;
    align-items: center;
    gap: 0 1.25rem;
    box-sizing: border-box;
    width: 100%;
    height: 100%;
    overflow: hidden;
    padding-block: 0.25rem;
    padding-inline: 1rem 1.25rem;
    border: 0;
    border-inline-start: 0.75rem solid var(--line);
    border-radius: 0.75rem;
    background: var(--tile);
    color: var(--text);
    font: inherit;
    text-align: start;
  }
  button:focus-visible {
    outline: 0.5rem solid var(--more);
    outline-offset: -0.5rem;
  }
  button:active {
    background: var(--changed);
  }
  .key {
    display: grid;
    place-items: center;
    width: 3.25rem;
    height: 3.25rem;
    border: 0.2rem solid var(--line);
    border-radius: 0.5rem;
    color: var(--quiet);
    font-size: 2.25rem;
    font-variant-numeric: tabular-nums;
  }
  .portions {
    font-weight: 800;
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.03em;
    line-height: 1;
    text-align: end;
  }
  .name {
    display: block;
    overflow: hidden;
    font-weight: 800;
    line-height: 1.12;
    margin-block: -0.1em;
    padding-block: 0.1em;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 0.75rem;
    padding: 0.02em 0.35em;
    border-radius: 0.2em;
  }
  .chip svg {
    width: 0.8em;
    height: 0.8em;
    fill: currentColor;
  }
  .gone {
    background: transparent;
    border-inline-start-color: transparent;
    color: var(--quiet);
    font-size: 3rem;
    grid-template-columns: auto 1fr;
  }
  .gone svg {
    width: 3.5rem;
    height: 3.5rem;
    fill: var(--done);
  }
`;
