import { css } from 'lit';

/** A titled box of the manager's page, and what stands in it. */
export const panel = css`
  .panel {
    box-sizing: border-box;
    min-width: 0;
    min-height: 0;
    padding: 0.75rem 1.25rem;
    border-radius: 0.75rem;
    background: var(--tile);
  }
  h2,
  p,
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
    line-height: 1.2;
  }
  h2 {
    color: var(--quiet);
    font-size: 1.9rem;
    white-space: nowrap;
  }
  .number {
    overflow: hidden;
    font-size: 5rem;
    font-weight: 800;
    line-height: 1.1;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .more,
  li {
    overflow: hidden;
    font-size: 1.9rem;
    text-overflow: ellipsis;
  }
  .more {
    height: 3.6em;
    color: var(--quiet);
  }
  li {
    white-space: nowrap;
  }
  li b {
    font-weight: 800;
  }
  .bad {
    color: var(--now);
  }
  .bad svg {
    width: 1.8rem;
    height: 1.8rem;
    margin-inline-end: 0.5rem;
    fill: currentColor;
    vertical-align: -0.15rem;
  }
  button,
  select {
    min-width: 4.5rem;
    height: 4.25rem;
    padding: 0 1.25rem;
    border: 0.2rem solid var(--line);
    border-radius: 0.6rem;
    background: var(--ground);
    color: var(--text);
    font: inherit;
    font-size: 2.1rem;
    font-weight: 800;
    white-space: nowrap;
  }
  button:focus-visible,
  select:focus-visible,
  input:focus-visible {
    outline: 0.4rem solid var(--more);
  }
`;
