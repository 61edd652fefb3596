import { html, nothing } from 'lit';
import { icons } from './icons.js';
import { View } from './view.js';
import { capital, moment } from './words.js';
import './markdown-text.js';
import './tool-call.js';

/** One answer of the model, block by block. */
export class ResponseView extends View {
  static properties = {
    item: { attribute: false },
    calls: { attribute: false },
    session: {},
  };

  render() {
    const { item } = this;
    return html`<div class="response">
      ${item.blocks.map(block => this.#block(block))} ${item.seams.length > 0 ? this.#seams() : nothing}
      ${item.stopReason === 'refusal' ? html`<p class="notice">${icons.info} The model declined to answer.</p>` : nothing}
    </div>`;
  }

  #block(block) {
    switch (block.kind) {
      case 'text':
        return html`<markdown-text .block=${block}></markdown-text>`;
      case 'thinking':
        return block.length > 0 || block.open ? this.#thinking(block) : nothing;
      case 'tool':
        return html`<tool-call .call=${this.calls.get(block.id)} .session=${this.session}></tool-call>`;
      case 'other':
        return html`<p class="notice">${icons.info} ${block.json.type?.replaceAll('_', ' ') ?? 'something else'}</p>`;
    }
  }

  #thinking(block) {
    return html`<details class="thinking">
      <summary>${icons.chevron}${block.open ? html`Thinking <span class="spinner"></span>` : 'Thought'}</summary>
      <markdown-text class="thought" .block=${block}></markdown-text>
    </details>`;
  }

  #seams() {
    const { seams } = this.item;
    return html`<details class="seams">
      <summary>${icons.again}${capital(seams.findLast(seam => !seam.technical)?.note ?? 'resumed')}</summary>
      <ul>
        ${seams.map(seam => html`<li>${seam.at ? `${moment(seam.at)} · ` : ''}${seam.note}${place(seam)}</li>`)}
      </ul>
    </details>`;
  }
}

function place(seam) {
  return seam.offset > 0 ? `, after ${seam.offset} characters of block ${seam.block + 1}` : '';
}

customElements.define('response-view', ResponseView);
