import { css } from 'lit';

export const stationStyles = css`
  main {
    display: grid;
    grid-template-columns: minmax(0, 8fr) minmax(0, 5fr);
    gap: 1.25rem;
  }
  main > .waiting {
    grid-column: 1 / 3;
  }
  section {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    min-height: 0;
    min-width: 0;
  }
  h2 {
    margin: 0;
    color: var(--quiet);
    font-size: 2rem;
    line-height: 1.15;
  }
  ol {
    display: grid;
    grid-template-rows: repeat(5, minmax(0, 1fr));
    gap: 0.5rem;
    min-height: 0;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    min-height: 0;
    min-width: 0;
  }
  .none {
    align-self: center;
    padding: 0 2rem;
    color: var(--quiet);
    font-size: 3.5rem;
    line-height: 1.3;
    text-align: center;
  }
  .undo {
    display: grid;
    justify-items: start;
    align-content: center;
    gap: 0.25rem;
    max-width: 40rem;
    line-height: 1.05;
    text-align: start;
  }
  .undo b {
    font-size: 2.75rem;
    font-weight: 800;
  }
  .undo span {
    overflow: hidden;
    max-width: 36rem;
    color: var(--quiet);
    font-size: 2.1rem;
    text-overflow: ellipsis;
  }
  @media (orientation: portrait) {
    main {
      grid-template: minmax(0, 1fr) minmax(0, 1fr) / 1fr;
    }
  }
`;
