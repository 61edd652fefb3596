import { html, nothing } from 'lit';
import { api } from '../net/api.js';
import { newKey } from '../net/keys.js';
import { draftOf, keepDraft, remember, saidBefore } from '../store/said.js';
import { icons } from './icons.js';
import { View } from './view.js';

/** Where the user says something: several lines, what was said before by the arrow keys, and the button that stops. */
export class SessionComposer extends View {
  static properties = {
    /** Empty for a session that is not begun. */
    session: {},
    running: { type: Boolean },
    stopping: { type: Boolean },
    problem: { state: true },
    busy: { state: true },
    empty: { state: true },
  };

  constructor() {
    super();
    this.problem = '';
    this.empty = true;
  }

  /** Which of what was said before is shown; null for none. */
  #place = null;
  /** What is being sent, or was and nobody knows whether it arrived. */
  #sending = { session: '', text: '', key: '' };

  render() {
    return html`<form @submit=${this.#submit}>
        <textarea
          rows="1"
          aria-label="Message"
          placeholder=${this.running ? 'Say something while it works …' : 'Say what is to be done …'}
          @keydown=${this.#keyed}
          @input=${this.#typed}
        ></textarea>
        <div class="actions">${this.#stop()}${this.#send()}</div>
      </form>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <p class="hint"><kbd>Enter</kbd> sends · <kbd>Shift</kbd> <kbd>Enter</kbd> new line · <kbd>?</kbd> all shortcuts</p>`;
  }

  #send() {
    return this.running && this.empty
      ? nothing
      : html`<button class="primary icon" aria-label=${this.running ? 'Queue' : 'Send'} ?disabled=${this.busy || this.empty}>
          ${icons.send}
        </button>`;
  }

  #stop() {
    return this.running
      ? html`<button type="button" class="stop" aria-label="Stop" ?disabled=${this.stopping} @click=${() => this.stop()}>
          ${icons.stop}${this.stopping ? 'Stopping' : 'Stop'}
        </button>`
      : nothing;
  }

  get #area() {
    return this.querySelector('textarea');
  }

  updated(changed) {
    if (changed.has('session')) {
      this.#place = null;
      this.#write(draftOf(this.session));
    }
  }

  /** Takes the keyboard. */
  focusInput() {
    this.#area?.focus();
  }

  /** Writes what could be said. */
  suggest(text) {
    this.#write(text);
    keepDraft(this.session, text);
    this.focusInput();
  }

  /** Stops the run. */
  async stop() {
    if (this.running && !this.stopping) {
      await this.#tried(() => api.interrupt(this.session));
    }
  }

  #submit = event => {
    event.preventDefault();
    void this.#say();
  };

  /** The key of a message stays until it arrived: sent twice, it is said once. */
  async #say() {
    const text = this.#area.value.trim();
    if (text === '' || this.busy) {
      return;
    }
    const { session } = this;
    if (this.#sending.session !== session || this.#sending.text !== text) {
      this.#sending = { session, text, key: newKey() };
    }
    const { key } = this.#sending;
    await this.#tried(async () => {
      const row = session ? await api.say(session, { text }, key) : await api.create({ text }, key);
      this.#arrived(session, text, row);
    });
  }

  /** What was typed meanwhile stays, also if the session was only now begun. */
  #arrived(session, text, row) {
    this.#sending = { session: '', text: '', key: '' };
    remember(row.id, text);
    const here = this.session === session;
    const rest = here ? this.#area.value : draftOf(session);
    const kept = rest.trim() === text ? '' : rest;
    keepDraft(session, session ? kept : '');
    keepDraft(row.id, kept);
    if (here) {
      this.#place = null;
      this.#write(kept);
      this.tell('said', row);
    }
  }

  async #tried(what) {
    this.busy = true;
    this.problem = '';
    try {
      await what();
      return true;
    } catch (error) {
      this.problem = error.message;
      return false;
    } finally {
      this.busy = false;
    }
  }

  #typed = () => {
    keepDraft(this.session, this.#area.value);
    this.#look();
  };

  #look() {
    this.empty = this.#area.value.trim() === '';
  }

  #keyed = event => {
    if (event.isComposing) {
      return;
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void this.#say();
    } else if (event.key === 'ArrowUp' && this.#atEdge(0)) {
      this.#browse(-1, event);
    } else if (event.key === 'ArrowDown' && this.#atEdge(this.#area.value.length)) {
      this.#browse(1, event);
    }
  };

  #atEdge(place) {
    return this.#area.selectionStart === place && this.#area.selectionEnd === place;
  }

  /** What was said before, the latest first; never in place of something that was not sent. */
  #browse(step, event) {
    const all = saidBefore();
    const from = this.#place ?? all.length;
    if (this.#area.value !== (all[from] ?? '')) {
      return;
    }
    const to = from + step;
    if (to < 0 || to > all.length) {
      return;
    }
    event.preventDefault();
    this.#place = to;
    this.#write(all[to] ?? '');
    const edge = step < 0 ? 0 : this.#area.value.length;
    this.#area.setSelectionRange(edge, edge);
  }

  #write(text) {
    this.#area.value = text;
    this.#look();
  }
}

customElements.define('session-composer', SessionComposer);
