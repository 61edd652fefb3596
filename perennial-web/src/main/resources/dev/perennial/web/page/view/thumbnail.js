import { html } from 'lit';

/** A small picture that is enlarged on demand. */
export function thumbnail(address, name) {
  return html`<button class="thumb" aria-label=${`Enlarge: ${name}`} @click=${enlarge}>
    <img src=${address} alt=${name} loading="lazy" />
  </button>`;
}

function enlarge(event) {
  const address = event.currentTarget.firstElementChild.getAttribute('src');
  event.currentTarget.dispatchEvent(new CustomEvent('enlarge', { detail: address, bubbles: true }));
}
