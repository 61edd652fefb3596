import { html } from 'lit';
import { View } from './view.js';

const EXAMPLES = [
  { title: 'Look around', text: 'Use bash to list the files in this folder and tell me what this project is.' },
  { title: 'Write something long', text: 'Write a guide to prompt caching with headings, a table and code in Java.' },
  { title: 'Change a file', text: 'Create notes.md with three ideas for this project, then show it to me.' },
  { title: 'Explain', text: 'Explain how server-sent events reconnect, with an example of the bytes.' },
];

/** Where nothing was said yet. */
export class WelcomeView extends View {
  static properties = { simulated: { type: Boolean } };

  render() {
    return html`<div class="hello">
        <h2>What needs doing?</h2>
        <p>
          It works in your folder with a shell and an editor, asks before it does what cannot be undone, and goes on where it
          was, whatever breaks in between.
        </p>
      </div>
      <div class="examples">
        ${EXAMPLES.map(
          ({ title, text }) => html`<button @click=${() => this.tell('suggest', text)}>
            <strong>${title}</strong><span>${text}</span>
          </button>`,
        )}
      </div>`;
  }
}

customElements.define('welcome-view', WelcomeView);
