import { html } from 'lit';
import { View } from './view.js';

const KEYS = [
  [['n'], 'New session'],
  [['/'], 'Say something'],
  [['s'], 'Search sessions'],
  [['Esc'], 'Close what is open, else stop'],
  [['p'], 'To the question that is asked'],
  [['y'], 'Allow it once, from there'],
  [['e'], 'Conversation or exchanges'],
  [['End'], 'To the end of the conversation'],
  [[','], 'Settings'],
  [['Enter'], 'Send'],
  [['Shift', 'Enter'], 'New line'],
  [['↑', '↓'], 'What was said before'],
  [['?'], 'This list'],
];

/** All shortcuts. */
export class ShortcutsHelp extends View {
  render() {
    return html`<dialog class="shortcuts" aria-label="Shortcuts" @click=${this.#outside}>
      <h2>Shortcuts</h2>
      <dl>
        ${KEYS.map(([keys, what]) => html`<dt>${keys.map(key => html`<kbd>${key}</kbd> `)}</dt><dd>${what}</dd>`)}
      </dl>
    </dialog>`;
  }

  open() {
    this.querySelector('dialog').showModal();
  }

  #outside = event => {
    if (event.target.tagName === 'DIALOG') {
      event.target.close();
    }
  };
}

customElements.define('shortcuts-help', ShortcutsHelp);
