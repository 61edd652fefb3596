import { html, nothing } from 'lit';
import { contentAddress } from '../net/api.js';
import { resultText } from '../model/tool.js';
import { preview } from './diff.js';
import { icons } from './icons.js';
import { thumbnail } from './thumbnail.js';
import { toolName } from './tool-names.js';
import { View } from './view.js';
import { visible } from './visible.js';
import { span } from './words.js';
import './permission-question.js';

/** Longer outputs show their end; the rest on demand. */
const SHOWN = 12_000;

const STATES = {
  writing: 'being written',
  written: 'next',
  asked: 'asks',
  running: 'running',
  done: '',
  failed: 'failed',
  unknown: 'outcome unknown',
};

/** One call of a tool: what it does in a line, and on demand its input and output. */
export class ToolCallView extends View {
  static properties = {
    /** @type {import('../model/tool.js').Call} */
    call: { attribute: false },
    session: {},
    whole: { state: true },
    opened: { state: true },
  };

  render() {
    const { call } = this;
    return call.state === 'asked'
      ? html`<permission-question .call=${call} .session=${this.session}></permission-question>`
      : html`<details class="tool ${call.state}" ?open=${this.#isOpen()} @toggle=${this.#toggled}>
          <summary>
            <span class="sign">${icon(call.name)}</span>
            <span class="name">${visible(toolName(call.name))}</span>
            <span class="what">${visible(summary(call))}</span>
            <span class="how">${this.#how()}</span>
          </summary>
          ${this.#isOpen() ? html`<div class="body">${this.#input()}${this.#output()}</div>` : nothing}
        </details>`;
  }

  /** What runs is looked at; what is over is folded, unless somebody wanted it otherwise. */
  #isOpen() {
    return this.opened ?? (this.call.state === 'running' && this.call.printed > 0);
  }

  #toggled(event) {
    if (event.target.open !== this.#isOpen()) {
      this.opened = event.target.open;
    }
  }

  #how() {
    const { call } = this;
    const busy = call.state === 'running' || call.state === 'writing';
    const took = call.endedAt && call.startedAt ? span(call.endedAt - call.startedAt) : '';
    return html`${busy ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}
      ${[STATES[call.state], took].filter(Boolean).join(' · ')}`;
  }

  #input() {
    const { name, input, written } = this.call;
    if (input === null) {
      return html`<pre class="input">${written || '…'}</pre>`;
    }
    if (name === 'bash' && typeof input.command === 'string') {
      return html`<pre class="input" tabindex="0">$ ${input.command}</pre>`;
    }
    if (typeof input.old_str === 'string') {
      return preview(`--- ${input.path ?? ''}\n${lines('-', input.old_str)}\n${lines('+', input.new_str ?? '')}`);
    }
    return html`<pre class="input" tabindex="0">${JSON.stringify(input, null, 2)}</pre>`;
  }

  #output() {
    const { call } = this;
    const text = call.result ? resultText(call) : call.output.text();
    const images = (call.result ?? []).filter(part => part.type === 'image');
    return html`
      ${text === '' && images.length === 0
        ? html`<pre class="empty">${call.result ? 'no output' : 'no output yet'}</pre>`
        : nothing}
      ${text === '' ? nothing : this.#text(text)}
      ${images.length > 0 ? html`<div class="images">${images.map(image => this.#image(image))}</div>` : nothing}
    `;
  }

  #text(text) {
    const cut = !this.whole && text.length > SHOWN;
    return html`${cut
        ? html`<div class="rest">
            ${text.length - SHOWN} characters before this
            <button class="quiet" @click=${() => (this.whole = true)}>Show all</button>
          </div>`
        : nothing}
      <pre class="output" tabindex="0">${cut ? text.slice(-SHOWN) : text}</pre>`;
  }

  #image(part) {
    const address = imageAddress(this.session, part);
    return address === null ? nothing : thumbnail(address, `Image from ${this.call.name}`);
  }
}

/** Only from the journal, under the hash in place of its data, or in the event itself. */
export function imageAddress(session, part) {
  const source = part.source ?? part;
  if (typeof source.data?.sha256 === 'string') {
    return contentAddress(session, source.data.sha256);
  }
  const known = /^image\/(?:png|jpeg|gif|webp)$/.test(source.media_type ?? '');
  return known && typeof source.data === 'string' ? `data:${source.media_type};base64,${source.data}` : null;
}

function summary(call) {
  const { input, written } = call;
  if (input === null) {
    return written.slice(-120);
  }
  const said = input.command && input.path ? `${input.command} ${input.path}` : (input.command ?? input.path);
  return (said ?? JSON.stringify(input)).split('\n')[0].slice(0, 240);
}

function icon(name) {
  return name === 'bash' ? icons.terminal : /edit|file|output/.test(name) ? icons.file : icons.tool;
}

function lines(sign, text) {
  return text
    .split('\n')
    .map(line => sign + line)
    .join('\n');
}

customElements.define('tool-call', ToolCallView);
