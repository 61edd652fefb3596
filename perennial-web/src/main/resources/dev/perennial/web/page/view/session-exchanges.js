import { html, nothing } from 'lit';
import { api } from '../net/api.js';
import { exchangeRow, rowsOf } from './exchange-row.js';
import { View } from './view.js';

/** Every attempt at a request and what came of it. */
export class SessionExchanges extends View {
  static properties = {
    session: {},
    /** Changes when there may be new ones. */
    version: { type: Number },
    all: { state: true },
    problem: { state: true },
    search: { state: true },
  };

  constructor() {
    super();
    this.all = null;
    this.search = '';
  }

  #rows = [];
  #loading = false;
  #stale = false;

  willUpdate(changed) {
    if (changed.has('session')) {
      this.all = null;
    }
    if (changed.has('session') || changed.has('version')) {
      void this.#load();
    }
    if (changed.has('all') || changed.has('session')) {
      this.#rows = rowsOf(this.all ?? []);
    }
  }

  render() {
    const words = this.search.split(/\s+/);
    const rows = this.#rows.filter(row => words.every(word => row.searched.includes(word)));
    return html`<div class="find">
        <input
          type="search"
          aria-label="Search exchanges"
          placeholder="Search exchanges"
          @input=${event => (this.search = event.target.value.toLowerCase())}
        />
        <span>${rows.length === 1 ? '1 attempt' : `${rows.length} attempts`}</span>
      </div>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      ${rows.length === 0
        ? html`<p class="none">${this.#none()}</p>`
        : html`<div class="list">${rows.map(row => exchangeRow(row))}</div>`}`;
  }

  #none() {
    if (this.all === null) {
      return 'Loading …';
    }
    return this.all.length === 0 ? 'Nothing was sent yet.' : 'Nothing found';
  }

  /** One at a time; what happens meanwhile has all read once more. */
  async #load() {
    this.#stale = true;
    if (this.#loading) {
      return;
    }
    this.#loading = true;
    try {
      while (this.#stale) {
        this.#stale = false;
        const { session } = this;
        const all = await read(session);
        this.all = session === this.session ? all : this.all;
      }
      this.problem = '';
    } catch (error) {
      this.problem = error.message;
    } finally {
      this.#loading = false;
    }
  }
}

async function read(session) {
  const all = [];
  let page = {};
  do {
    page = await api.exchanges(session, page.next);
    all.push(...page.exchanges);
  } while (page.next);
  return all;
}

customElements.define('session-exchanges', SessionExchanges);
