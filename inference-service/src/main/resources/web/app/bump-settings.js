import { LitElement, css, html, nothing } from 'lit';
import { actionOf, actions, forgetKeys, keyOf, learn, learned } from './bump-keys.js';
import { frame } from './frame-styles.js';
import { say } from './messages.js';

/** The page at `/settings`: which key of the bump bar does what. It learns by being pressed. */
class BumpSettings extends LitElement {
  static properties = { learning: { state: true }, pressed: { state: true } };

  static styles = [
    frame,
    css`
      main ul {
        display: grid;
        grid-template: repeat(5, minmax(0, 1fr)) / repeat(3, minmax(0, 1fr));
        grid-auto-flow: column;
        gap: 0.75rem;
        height: 100%;
        list-style: none;
      }
      li {
        display: grid;
        min-height: 0;
      }
      li button {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        gap: 1.5rem;
        width: 100%;
        height: 100%;
        padding: 0 1.5rem;
        font-size: 2.75rem;
        text-align: start;
      }
      kbd {
        overflow: hidden;
        max-width: 16rem;
        padding: 0.1em 0.4em;
        border: 0.2rem solid var(--line);
        border-radius: 0.25em;
        color: var(--quiet);
        font: inherit;
        font-size: 2.25rem;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .own kbd {
        border-color: var(--done);
        background: var(--done);
        color: var(--done-text);
      }
      .learning {
        border-color: var(--now);
        background: var(--now);
        color: var(--now-text);
      }
      .learning kbd {
        border-color: currentColor;
        color: inherit;
      }
    `,
  ];

  #onKey = (event) => this.#key(event);

  connectedCallback() {
    super.connectedCallback();
    document.title = say('keys.title');
    addEventListener('keydown', this.#onKey, { capture: true });
  }

  disconnectedCallback() {
    removeEventListener('keydown', this.#onKey, { capture: true });
    super.disconnectedCallback();
  }

  /** While a line learns, the next key is its key, whatever else that key does. */
  #key(event) {
    if (event.repeat) return;
    const key = keyOf(event);
    if (this.learning) {
      event.preventDefault();
      event.stopPropagation();
      learn(key, this.learning);
      this.learning = undefined;
    }
    const action = actionOf(event);
    this.pressed = action
      ? say('keys.pressed', { key, what: nameOf(action) })
      : say('keys.unknown', { key });
  }

  render() {
    const own = Object.fromEntries(Object.entries(learned()).map(([key, action]) => [action, key]));
    return html`
      <header>
        <h1>${say('keys.title')}</h1>
        <p class="window">${say('keys.how')}</p>
      </header>
      <p class="source"><b>${this.pressed ?? say('keys.stored')}</b></p>
      <main>
        <ul>
          ${actions.map((action) => this.#line(action, own[action]))}
        </ul>
      </main>
      <footer>
        <p class="state" role="status">${this.learning ? say('keys.press') : nothing}</p>
        <button
          class="tool"
          @click=${() => {
            forgetKeys();
            this.requestUpdate();
          }}
        >
          ${say('keys.forget')}
        </button>
        <button class="tool" @click=${() => location.assign('/screens')}>${say('screens')}</button>
      </footer>
    `;
  }

  #line(action, own) {
    const learning = this.learning === action;
    const key = learning ? say('keys.press') : (own ?? ordinaryOf(action));
    return html`<li>
      <button
        class=${learning ? 'learning' : own ? 'own' : nothing}
        aria-pressed=${learning}
        @click=${() => (this.learning = learning ? undefined : action)}
      >
        <span>${nameOf(action)}</span><kbd>${key}</kbd>
      </button>
    </li>`;
  }
}

/** What an ordinary keyboard has for it. */
const ordinaryOf = (action) =>
  action.startsWith('line')
    ? String(Number(action.slice(4)) % 10)
    : { undo: '⌫', next: 'Page ↓', previous: 'Page ↑' }[action];

function nameOf(action) {
  if (!action.startsWith('line')) return say(`action.${action}`);
  const line = Number(action.slice(4));
  return say(line > 5 ? 'action.cooking' : 'action.start', { n: line > 5 ? line - 5 : line });
}

customElements.define('bump-settings', BumpSettings);
