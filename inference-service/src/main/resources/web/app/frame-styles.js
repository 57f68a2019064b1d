import { css } from 'lit';

/** What all screens have in common: a head, a line that says who speaks, the work, and a foot. */
export const frame = css`
  :host {
    display: grid;
    grid-template-rows: auto auto minmax(0, 1fr) auto;
    gap: 0.75rem;
    box-sizing: border-box;
    height: 100vh;
    padding: 0.25rem 1rem 0.75rem;
  }
  h1,
  p,
  ul {
    margin: 0;
    padding: 0;
    line-height: 1.1;
  }
  header {
    grid-row: 1;
    display: flex;
    align-items: baseline;
    gap: 3rem;
    white-space: nowrap;
  }
  h1 {
    flex: 0 1 auto;
    overflow: hidden;
    text-overflow: ellipsis;
    font-size: 3.5rem;
    font-weight: 800;
  }
  .window {
    flex: 1;
    font-size: 3rem;
    color: var(--quiet);
  }
  .clock {
    margin-inline-start: auto;
    font-size: 5rem;
    line-height: 1.21;
    font-weight: 800;
    font-variant-numeric: tabular-nums;
  }
  .source {
    grid-row: 2;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 2rem;
    box-sizing: border-box;
    min-height: 4.25rem;
    padding: 0 1.25rem;
    border-radius: 0.5rem;
    font-size: 2.5rem;
    color: var(--quiet);
    background: var(--tile);
  }
  .source b {
    display: flex;
    align-items: center;
    gap: 1rem;
    font-weight: inherit;
    white-space: nowrap;
  }
  .source small {
    font-size: 2rem;
    line-height: 1;
    white-space: normal;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  .source span {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .source.loud {
    font-size: 2.75rem;
    font-weight: 800;
    color: var(--loud-text);
    background: var(--loud-ground);
    border-inline: 4rem solid transparent;
    border-image: repeating-linear-gradient(
        -45deg,
        var(--loud-text) 0 1rem,
        var(--loud-ground) 1rem 2rem
      )
      0 64 / 0 4rem;
  }
  main {
    grid-row: 3;
    min-height: 0;
  }
  .waiting {
    display: grid;
    place-content: center;
    height: 100%;
    padding: 0 8rem;
    text-align: center;
    font-size: 4.5rem;
    line-height: 1.3;
  }
  footer {
    grid-row: 4;
    display: flex;
    align-items: center;
    gap: 1rem;
    min-height: 6.5rem;
    border-radius: 0.75rem;
    color: var(--quiet);
  }
  footer.silent {
    background: var(--alarm-ground);
    color: var(--alarm-text);
  }
  .state {
    flex: 1;
    padding-inline-start: 1.25rem;
    font-size: 2.25rem;
  }
  .silent .state {
    font-size: 2.75rem;
    font-weight: 800;
  }
  nav {
    display: flex;
    align-items: center;
    gap: 1.5rem;
    font-size: 3.5rem;
    color: inherit;
  }
  button {
    width: 8rem;
    height: 6.5rem;
    border: 0.25rem solid var(--line);
    border-radius: 0.75rem;
    background: var(--tile);
    color: var(--text);
    font: inherit;
    font-size: 3rem;
  }
  button:focus-visible {
    outline: 0.5rem solid var(--more);
  }
  button:disabled {
    visibility: hidden;
  }
  .turn svg {
    width: 3rem;
    height: 3rem;
    fill: currentColor;
    vertical-align: middle;
  }
  :host(:dir(rtl)) .turn svg {
    transform: scaleX(-1);
  }
  footer svg {
    width: 4rem;
    height: 4rem;
    fill: currentColor;
    vertical-align: middle;
  }
  .tool {
    width: auto;
    padding: 0 2rem;
    white-space: nowrap;
  }
  .cloud {
    padding: 0.2rem 1.25rem;
    border: 0.25rem solid currentColor;
    border-radius: 0.5rem;
    color: var(--text);
    font-size: 2rem;
    line-height: 1.05;
  }
  .source .cloud {
    white-space: normal;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  @media (orientation: portrait) {
    header {
      flex-wrap: wrap;
      gap: 0 2rem;
    }
    .window {
      order: 3;
      flex: 0 0 100%;
      line-height: 1.21;
    }
    .source b {
      flex-direction: column;
      align-items: start;
      gap: 0;
    }
    .source.loud {
      padding-block: 0.5rem;
      font-size: 2.25rem;
      border-inline-width: 2rem;
    }
  }
`;
