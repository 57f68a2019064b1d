import { LitElement, css, html } from 'lit';
import { frame } from './frame-styles.js';
import { titleOf } from './item-title.js';
import { language, offered, say, speak } from './messages.js';
import { goTo } from './screens.js';
import { oppositeTheme, showTheme } from './theme.js';

/** The page at `/screens`: which screen this one is. It is remembered for its next start. */
class ScreenChooser extends LitElement {
  static properties = { stations: { state: true } };

  static styles = [
    frame,
    css`
      :host {
        grid-template-rows: auto minmax(0, 1fr) auto;
        gap: 1.5rem;
        padding: 1rem 2rem;
      }
      main {
        grid-row: 2;
        display: grid;
        grid-template-rows: repeat(2, minmax(0, 1fr));
        gap: 1.5rem;
      }
      section {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        gap: 0.75rem;
      }
      section div {
        display: grid;
        grid-auto-columns: minmax(0, 1fr);
        grid-auto-flow: column;
        gap: 1.5rem;
      }
      h2 {
        margin: 0;
        color: var(--quiet);
        font-size: 2.5rem;
      }
      button {
        width: auto;
        height: auto;
        min-height: 8rem;
        padding: 1rem 2rem;
        overflow: hidden;
        font-size: 4.5rem;
        font-weight: 800;
        line-height: 1.1;
        text-overflow: ellipsis;
      }
      footer {
        grid-row: 3;
        gap: 1.5rem;
      }
      footer button {
        min-height: 6.5rem;
        font-size: 2.75rem;
      }
      footer .quiet {
        flex: 1;
      }
    `,
  ];

  constructor() {
    super();
    this.stations = [];
  }

  async connectedCallback() {
    super.connectedCallback();
    document.title = say('screens');
    const response = await fetch('/api/v1/menu').catch(() => ({ ok: false }));
    if (response.ok) this.stations = (await response.json()).stations;
  }

  render() {
    return html`
      <header><h1>${say('screens.choose')}</h1></header>
      <main>
        <section>
          <h2>${say('screens.stations')}</h2>
          ${this.stations.length > 0
            ? html`<div>
                ${this.stations.map((station) =>
                  this.#choice(titleOf(station), `/station/${encodeURIComponent(station)}`),
                )}
              </div>`
            : html`<p class="waiting">${say('screens.noMenu')}</p>`}
        </section>
        <section>
          <h2>${say('screens.others')}</h2>
          <div>
            ${['expediter', 'manager', 'forecast'].map((name) =>
              this.#choice(say(`screen.${name}`), `/${name}`),
            )}
          </div>
        </section>
      </main>
      <footer>
        <span class="quiet"></span>
        <button @click=${() => location.assign('/settings')}>${say('screen.settings')}</button>
        ${offered
          .filter(({ code }) => code !== language)
          .map(
            ({ code, name }) =>
              html`<button lang=${code} @click=${() => speak(code)}>${name}</button>`,
          )}
        <button
          @click=${() => {
            showTheme(oppositeTheme());
            this.requestUpdate();
          }}
        >
          ${say(oppositeTheme() === 'light' ? 'lighter' : 'darker')}
        </button>
      </footer>
    `;
  }

  #choice(name, path) {
    return html`<button @click=${() => goTo(path)}>${name}</button>`;
  }
}

customElements.define('screen-chooser', ScreenChooser);
