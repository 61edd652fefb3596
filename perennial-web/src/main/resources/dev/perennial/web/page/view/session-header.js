import { html, nothing } from 'lit';
import { api } from '../net/api.js';
import { icons } from './icons.js';
import { tellProblem, View } from './view.js';
import { honest } from './visible.js';

/** The session's title, its tabs, and the way to the settings. */
export class SessionHeader extends View {
  static properties = {
    row: { attribute: false },
    tab: {},
    renaming: { state: true },
  };

  render() {
    return html`<button class="quiet icon phone-only" aria-label="Open the list of sessions" @click=${() => this.tell('open-sessions')}>
        ${icons.menu}
      </button>
      ${this.row ? this.#title() : html`<h1>New session</h1>`}
      <span class="space"></span>
      ${this.row ? this.#tabs() : nothing}
      <button class="quiet icon" aria-label="Settings" title="Settings ( , )" @click=${() => this.tell('open-settings')}>
        ${icons.settings}
      </button>`;
  }

  #title() {
    const title = honest(this.row.title) || 'Untitled';
    return this.renaming
      ? html`<input
          aria-label="Title"
          .value=${this.row.title}
          @keydown=${this.#keyed}
          @blur=${() => (this.renaming = false)}
        />`
      : html`<h1><button title="Rename" @click=${() => (this.renaming = true)}>${title}</button></h1>`;
  }

  #tabs() {
    return html`<div class="tabs" role="tablist" @keydown=${this.#arrows}>
      ${this.#tab('conversation', 'Conversation')} ${this.#tab('exchanges', 'Exchanges')}
    </div>`;
  }

  #tab(name, title) {
    const chosen = this.tab === name;
    return html`<button
      role="tab"
      aria-selected=${chosen}
      tabindex=${chosen ? 0 : -1}
      @click=${() => this.tell('choose-tab', name)}
    >
      ${title}
    </button>`;
  }

  #arrows = event => {
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      this.tell('choose-tab', this.tab === 'exchanges' ? 'conversation' : 'exchanges');
      void this.updateComplete.then(() => this.querySelector('[aria-selected="true"]').focus());
    }
  };

  updated(changed) {
    if (changed.has('renaming') && this.renaming) {
      this.querySelector('input').select();
    }
  }

  #keyed = event => {
    if (event.isComposing) {
      return;
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      this.#leave();
    } else if (event.key === 'Enter') {
      event.preventDefault(); // else it presses the title, which has the keyboard next
      void this.#rename(event.target.value.trim());
    }
  };

  /** Back to the title, with the keyboard. */
  #leave() {
    this.renaming = false;
    void this.updateComplete.then(() => this.querySelector('h1 button')?.focus());
  }

  async #rename(title) {
    this.#leave();
    if (title === '' || title === this.row.title) {
      return;
    }
    try {
      this.tell('row', await api.rename(this.row.id, title));
    } catch (error) {
      tellProblem(this, error);
    }
  }
}

customElements.define('session-header', SessionHeader);
