import { css } from 'lit';

export const styles = css`
  ul {
    display: grid;
    grid-template: repeat(4, minmax(0, 1fr)) / repeat(2, minmax(0, 1fr));
    grid-auto-flow: column;
    gap: 0.75rem;
    height: 100%;
    list-style: none;
  }
  li {
    display: grid;
    min-height: 0;
  }
  @media (orientation: portrait) {
    ul {
      grid-template: repeat(6, minmax(0, 1fr)) / 1fr;
    }
  }
`;
