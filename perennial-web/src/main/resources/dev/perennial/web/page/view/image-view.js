import { html, nothing } from 'lit';
import { View } from './view.js';

/** An image, as large as the window. */
export class ImageView extends View {
  static properties = { address: { state: true } };

  render() {
    return html`<dialog class="lightbox" aria-label="Image" @click=${() => this.querySelector('dialog').close()}>
      ${this.address ? html`<img src=${this.address} alt="Enlarged" />` : nothing}
    </dialog>`;
  }

  async open(address) {
    this.address = address;
    await this.updateComplete;
    this.querySelector('dialog').showModal();
  }
}

customElements.define('image-view', ImageView);
