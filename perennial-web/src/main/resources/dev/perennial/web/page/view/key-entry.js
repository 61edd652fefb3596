import { html, nothing } from 'lit';
import { api } from '../net/api.js';
import { keyWords } from './key-words.js';
import { View } from './view.js';

/** Which key is used, and another one instead; the server keeps it and never shows it. */
export class KeyEntry extends View {
  static properties = {
    status: { attribute: false },
    problem: { state: true },
    busy: { state: true },
  };

  render() {
    const ours = this.status?.key?.from === 'page' && this.status.key.state !== 'none';
    return html`<p class="beside"><strong>${keyWords(this.status)}</strong></p>
      <form @submit=${this.#submit}>
        <label class="field">
          <span class="label">API key</span>
          <input type="password" autocomplete="off" spellcheck="false" placeholder="sk-ant-…" />
          <span class="help">Kept on the server in a file that only you can read. It is never sent back.</span>
        </label>
        ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
        <p class="beside field">
          <button class="primary" ?disabled=${this.busy}>Keep</button>
          ${ours ? html`<button type="button" class="danger" @click=${this.#remove}>Remove</button>` : nothing}
        </p>
      </form>`;
  }

  #submit = event => {
    event.preventDefault();
    const input = this.querySelector('input');
    if (input.value.trim() !== '') {
      void this.#tried(async () => {
        await api.setKey(input.value.trim());
        input.value = '';
      });
    }
  };

  #remove = () => this.#tried(() => api.removeKey());

  async #tried(what) {
    this.busy = true;
    this.problem = '';
    try {
      await what();
      this.tell('key-changed');
    } catch (error) {
      this.problem = error.message;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('key-entry', KeyEntry);
