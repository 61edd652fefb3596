import { html } from 'lit';
import { visible } from './visible.js';

/** A preview: coloured where it is a diff. @param {string} told */
export function preview(told) {
  const text = visible(told);
  const isDiff = /^(?:@@|--- |\+\+\+ )/m.test(text) || /^[-+] ?\S/m.test(text) && /^[-+]/m.test(text.split('\n')[1] ?? '');
  return isDiff ? html`<pre class="diff" tabindex="0">${text.split('\n').map(line)}</pre>` : html`<pre tabindex="0">${text}</pre>`;
}

function line(text) {
  return html`<span class="line ${kind(text)}">${text || ' '}</span>`;
}

function kind(text) {
  if (/^(?:@@|--- |\+\+\+ )/.test(text)) {
    return 'place';
  }
  return text.startsWith('+') ? 'added' : text.startsWith('-') ? 'removed' : '';
}
