import { LitElement, html } from 'lit';
import '@fontsource/inter/latin-800.css';

/** The page at `/`: what each item will sell in the next hour, beside what is usual. */
class KitchenScreen extends LitElement {
  render() {
    return html`<p>Waiting for the store's service.</p>`;
  }
}

customElements.define('kitchen-screen', KitchenScreen);
