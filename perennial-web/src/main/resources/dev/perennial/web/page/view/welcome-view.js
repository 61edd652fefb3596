import { html } from 'lit';
import { View } from './view.js';

/** What the built-in simulator understands too. */
const EXAMPLES = [
  { title: 'Look around', text: 'Use bash to list the files' },
  { title: 'Find', text: 'Which files mention TODO?' },
  { title: 'Make a table', text: 'Count the lines of Java in each module and write the table to report.md' },
  { title: 'Watch it stream', text: 'Tell me a long story about a river' },
];

/** Where nothing was said yet. */
export class WelcomeView extends View {
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
