import { html, svg } from 'lit';

/** Shapes that carry what a colour says as well: no state is told by colour alone. */
export const warning = svg`<path d="M12 1 23.5 22H.5zm-1.4 7.5.5 7h1.8l.5-7zm1.4 9a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6z" fill-rule="evenodd"></path>`;
export const check = svg`<path d="M9 20.5 1.5 13l3-3L9 14.5 19.5 4l3 3z"></path>`;
export const flame = svg`<path d="M13 1c1 5 6 7 6 13a7 7 0 0 1-14 0c0-3 2-5 3-7 .5 2 1.5 3 2.5 3C11 8 10 4 13 1z"></path>`;

/** To the page before or after; the styles turn them round where reading goes from right to left. */
export const before = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M20 3v18L4 12z"></path></svg>`;
export const after = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 3l16 9-16 9z"></path></svg>`;
